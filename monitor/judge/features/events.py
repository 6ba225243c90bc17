"""Words for what happens: attacks, hurts, the coalition's own blows and everything that only sounds like war. Data only."""

WEAPON = {
    "rocket": "rocket, rockets, katyusha, katyushas, grad, grads, 107mm, 122mm, 107 mm, 122 mm, rocket fire, rocketfire, rocket barrage, rocket salvo, "
              "rocket volley, projectile, projectiles",
    "mortar": "mortar, mortars, mortar round, mortar rounds, mortar fire, mortar bombs, mortar shells, indirect fire",
    "missile": "missile, missiles, ballistic missile, ballistic missiles, cruise missiles, cruise missile, surface to surface",
    "drone": "drone, drones, uav, uavs, one way attack drone, suicide drone, suicide drones, kamikaze drone, unmanned aerial, quadcopter, quadcopters, loitering munition, "
             "loitering munitions, bomb drone, bomb drones, attack drone, attack drones, armed drone, armed drones, explosive drone, explosive drones, drone swarm, "
             "shahed, unmanned aircraft, explosive laden drones, one way",
    "shell": "shells, shell, artillery, shellfire, grenades, grenade, rpg, rpgs, rocket propelled grenade, rocket propelled grenades",
    "bomb": "car bomb, car bombs, truck bomb, vehicle bomb, suicide car bomb, suicide truck bomb, vbied, car bombing, suicide bombing, suicide bombings, "
            "bomb, bombs, explosives, explosive, suicide vest, suicide attack, suicide attacks, explosive laden, suicide car bomber, truck bombing, "
            "vehicle borne, fuel truck, lorry bomb, truck bombs, van bomb, bomb laden, packed with explosives, full of explosives, loaded with explosives, "
            "suicide car, explosive vest, explosive vests, explosives laden, truckload of explosives, suicide bombers vehicle",
    "gun": "gunfire, small arms fire, gun attack, shooting, shootings, gun battle, gunbattle, gunfight, sniper, snipers, firefight, machine gun, "
           "small arms",
}

STRIKES_ACTIVE = """
attack, attacks, attacking, target, targets, targeting, hit, hits, hitting, strike, strikes, striking, shell, shelling, bombard, bombards, bombarding,
storm, storms, storming, raid, raids, raiding, assault, assaults, assaulting, rock, rocks, slam, slams, slammed into, land, lands, landed, landing, fall, falls, fell,
rain, rains, rained, crash into, crashes into, impact, impacts, impacted, struck, fire at, fires at, fired at, fire on, fires on, fired on, firing at, firing on, fired into, fires into,
launch, launches, launched, launching, lob, lobbed, lobs, open fire, opens fire, opened fire, opening fire, explode, explodes, exploded, exploding, detonate, detonates, detonated,
blow up, blows up, blew up, ram, rams, rammed, breach, breaches, breached, pound, pounds, pounded, attack again, blast, blasts, blasted, damage, damages, destroy, destroys, destroyed, fire, fires, fired, firing,
shoot, shoots, shot, shooting at, throw, threw, hurl, hurled, hits back, take aim, attempt to attack, tries to attack, overrun, overran, infiltrate, infiltrated,
burst, bursts, bursting, erupt, erupts, erupted, aimed at, aim at, aiming at, aiming for, aims at, besiege, besieges, besieged, charge, charges, charged at, rake, rakes, raked, pepper, peppered, pelted, slam into, slams into, crashing into, penetrate, penetrated, shake, shakes, shook, rip through, rips through, ripped through, tears through, tore through, goes off, went off, going off, come down, came down, comes down, coming down, seen targeting,
assail, assails, assailed, wreck, wrecks, reach, reaches, reached, try to storm, tries to storm, tried to storm, try to enter, tries to enter, try to overrun, tries to overrun, tried to overrun, storm into, smash, smashes, smashed, flatten, flattens, flattened,
level, levels, leveled, levelled, set ablaze, sets ablaze, set fire to, sets fire to, fly into, flies into, flew into, plough into, ploughs into, plow into, plows into, plunges into, plunged into, burst into, drop, drops, dropped, lob at, toss, tosses, tossed,
turned on, sent missiles, sends missiles, sends drone, sends drones, sends rockets, fire rockets, blow himself up, blows himself up, blew himself up, blown himself up, exploded himself, blitz, blitzes, rattle, rattles, rattled, whistle, whistles, pierce, pierces, siege,
crashed into, head for, heads for, headed for, heading for, head toward, heads toward, headed toward, head towards, heads towards, headed towards, approach, approaches, approached, approaching, flown at, flies at, fly at, fly over, flies over, flew over,
drive at, drives at, drove at, driven at, drives into, drove into, driven into, driven at, blow hole, blow a hole, blows hole, blows a hole, blew a hole, blew hole, head toward, aim for, near miss on, going for, goes for, went for, skim, skims
"""

STRUCK_PASSIVE = """
attacked, hit, struck, targeted, shelled, bombed, bombarded, stormed, raided, assaulted, rocked, fired at, fired on, fired upon, pounded, blasted, damaged, destroyed, shaken, breached,
shot at, mortared, rocketed, besieged, raked, peppered, pelted, torn by, under attack, under fire, under rocket fire, under mortar fire, under drone attack, under missile attack, under rocket attack, under rocket, under mortar, under mortar attack, under siege, under bombardment, under attack from, holed, torn, flattened, levelled, leveled, assailed, mortared, comes under attack,
came under attack, come under attack, comes under fire, came under fire, come under fire, comes under rocket fire, came under rocket fire, came under rocket attack, come under rocket,
came under mortar, comes under rocket attack, came under indirect fire, came under a rocket, came under a drone, comes under drone attack, came under, comes under, come under, on fire, ablaze, wrecked, overrun,
razed, gutted, obliterated, set ablaze, set alight
"""

ATTACK_NOUN = """
true promise, attack, attacks, strike, strikes, hit, assault, assaults, bombardment, barrage, barrages, salvo, salvos, salvoes, bombing, bombings, explosion, explosions, blast, blasts, shelling,
raid, raids, onslaught, fire, offensive, volley, hits, impact, impacts, wave of attacks, new wave of attacks, fresh wave of attacks, another wave of attacks, attempted attack, launch, rocketing, mortaring, bombers attack, double bombing, twin bombing, detonation, detonations, storming, incursion, shots, shootdown, near miss, incident, explosions heard, sirens, air raid sirens, alarm
"""

WARDED_OFF = """
intercepted, intercept, intercepts, intercepting, interception, shot down, shoot down, shoots down, shooting down, downed, downs, thwarted, thwart, thwarts, foiled, foils, foil, repelled, repel, repels, repulsed, defused, neutralised, neutralized,
engaged, air defence, air defences, air defense, air defenses, c ram, patriot, brought down, failed to hit, missed, misses, miss, graze, grazes, grazed, pass over, passes over, passed over, landed outside, fell short, landed short, unsuccessful, attempted, defeated, averted, beat back, beats back, beaten back, fend off, fended off, fends off, fight off, fights off, fought off, drive off, drove off, driven off, stopped short, falls short, fall short, falling short, lands short, beaten off, repulse, repulses,
shot from the sky, blasted from the sky, knocked down, swatted, overshot, overshoot, sail over, sails over,
disarm, disarms, disarmed, made safe, stopped, found and disarmed, find and disarm
"""

KILLED = """
shot dead, shoot dead, shoots dead, gunned down, guns down, gun down, blown up, killed, kills, kill, killing, dead, die, dies, died, deaths, death, slain, casualties, casualty, injured, injures, injure, injuring, wounded, wounds, wound, wounding, hurt, injuries, injury,
brain injuries, brain injury, tbi, concussion, concussions, martyred, fatalities, missing, lightly wounded, casualties reported, death toll,
lose their lives, lost their lives, loses their lives, loses his life, lost his life, lost her life, perish, perishes, perished, fatally shot, fatally wounded, bruised, grazed, maimed, treated for, concussed, lost lives
"""

BRAIN_INJURY = "brain injuries, brain injury, traumatic brain injury, traumatic brain injuries, tbi, concussion, concussions, concussed"
"""Counted days after the blow: such a count is news of the same attack."""

DENIED = "deny, denies, denied, denying, disowns, disown, disavows, rejects claim, rejects blame, reject blame, plays down claim, disputes claim, no role, denies role, not behind"

PROTEST = "protest, stones, stone throwing, throw stones, threw stones, throwing stones, effigy, effigies, chanting, protests, protesters, protester, demonstrators, demonstration, demonstrations, riot, riots, rioters, rioting, mob, crowd, clashes with"

UNHURT = ("no known casualties, no casualties, no injuries, no one hurt, nobody hurt, no damage, no reports of casualties, no reported casualties, without casualties, unhurt, no us casualties, no deaths, no reports of injuries, no fatalities, nobody was hurt, minor damage, no losses, none hurt, none injured, none wounded, none was hurt, none were hurt, none harmed, nobody is hurt, nobody injured, nobody harmed, nobody killed, no one injured, no one was hurt, no one was injured, no one is hurt, "
         "no one killed, no one harmed, harmed no one, no harm, no harm done, no victims, unharmed, unscathed, no troops hurt, no soldiers hurt, no us injuries, no hits, causing no casualties, causing no damage, causes no casualties, without injuries, without loss")

OWN_BLOW = """
airstrike, airstrikes, air strike, air strikes, air raid, air raids, retaliatory strikes, retaliatory strike, retaliatory airstrikes, carried out strikes, conducts strikes, conducted strikes, conducted airstrikes, precision strikes, strikes back, hits back,
hit back, striking back, wave of strikes, launches strikes, launched strikes, bombing campaign, raid kills, operation kills, counter strike, strikes on iran, strikes in syria, strikes in iraq, strikes against, bombs iran, strikes iran
"""

REACTION = """
retaliation, retaliate, retaliates, retaliated, retaliating, retaliatory, in response to, respond, responds, response, responding, vow, vows, vowed, vowing, condemn, condemns, condemned, condemning, condemnation, blames, blame, blamed, accuses, accused, accuse,
warns, warn, warned, warning, threatens, threaten, threatened, urges, urge, calls for, call for, says will, will respond, pledges, pledge, pay the price, will pay, revenge, avenge, denounces, denounced, deplores, reprisal, reprisals, avenged, answers, answered, statement from, statement by, statement on, remarks, briefed, briefing,
sanctions, sanction, sanctioned, talks, ceasefire, truce, tensions, escalation, escalate, escalates, deter, deterrence, reacts, reaction, responsibility for, addresses, calls on, demands, demand, criticism, criticized, criticised, criticizes, slams biden, slams trump,
downplays, downplayed, dismisses, defends, mourns, mourn, mourned, honours, honors, honored, pays tribute, tribute, vigil, condolences, authorizes, orders, ordered, evacuate, evacuation, evacuates, deploys, deploy, deployment, sends troops, sends reinforcements, sends envoy, sends warship, sends warships, sends condolences, suspends, suspend, halts, hold accountable,
summons, protest, protests, oil prices, prices, markets, stocks, bitcoin, bans, flights, cancels, visit, visits, to visit, arrives, lessons, bounties, bounty, approves, votes, congress, senate, senator, senators, lawmakers, hearing, testimony, testifies, campaign trail
"""

POLITICS = """
biden, bidens, trump, trumps, obama, obamas, bush, bushs, rumsfeld, panetta, hagel, mattis, esper, austin, hegseth, blair, brown, cameron, sunak, starmer, macron, merkel, scholz, netanyahu, sudani,
kadhimi, karzai, ghani, president, prime minister, premier, foreign minister, defence minister, defense secretary, white house, congress, senate, senators, lawmakers, republicans, democrats, gop, families, family,
mother, widow, analysts, experts, columnist, opinion, critics, markets, oil, stocks, airlines
"""
"""Who speaks or suffers while something else happens: where such a headline tells the blow after "as" or "after", the blow is no news."""

LEGAL = """
arrest, arrests, arrested, detained, detains, detain, suspect, suspects, trial, court, charged, charges, sentenced, sentence, convicted, acquitted, jailed, jury, judge, indicted, lawsuit, sue, sued, plea, guilty, investigation, investigate,
investigates, investigated, investigating, investigators, probe, probes, inquiry, inquest, report finds, review, identified as, names of, released names, releases names, identifies, identified, extradited, verdict, plot, plotting, plotted, conspiracy, wanted, reward, victims and families,
mastermind, bomb maker, behind the, responsible for, compensation, report says, watchdog, inspector general, audit
"""

AFTERWARDS = """
story of, the story, story behind, what unfolded, unfolded, what happened, what went wrong, behind the scenes, first hand account, relive, relives, reliving, tells of, recounting, eyewitness account, reconstruction of, looked like, aftermath of, year old army, year old soldier, year old marine, year old private, year old from, native, looking back, on this day, museum, unveiled, years since, year since, decades since, receives medal, honoured, honored, marks, reunion, exhibition, anniversary, years after, years ago, year after, a year since, months after, months ago, weeks after, weeks ago, days after, decade, remembers, remember, remembering, remembered, memorial, commemorate, commemorates, funeral, funerals, buried, burial, laid to rest, dignified transfer, remains, survivor, survivors, survived, recalls, recall,
recounts, veteran, veterans, widow,  purple heart, purple hearts, medal, medals, awarded, award, bronze star, hero, heroes, heroism, memoir,  documentary,  historic, since october, since january, so far this year,  deadliest month, since the start, last year, last month,
analysis, explained, explainer, explains, opinion,  editorial, timeline, what to know,  things to know, here s what, key takeaways, takeaways,  interview, podcast,  newsletter, briefing, at a glance, round up, roundup, as it happened, what next, what does, what is, tracker,  mapped, in pictures,
satellite images, profile, portrait, timeline of, look back, five things, quiz,   satire, fiction, novel,  statistics, figures, total of, toll since, bringing the total, number of attacks, series of attacks, string of attacks, spate of, increasing attacks, rising attacks, uptick, surge in attacks, attacks since, attacks have, recent attacks, previous attacks, more than 100 attacks, attacked dozens, times since
"""

THREAT = """
promise, promises, promised, promising, ultimatum, threat, threats, threaten, threatens, threatening, threatened, plan, plans, planned, planning, plot, plots, could, may, might, would, if, fear, fears, feared, risk, risks, prepares, preparing, prepare, ready, readies, brace, braces, bracing, warns of, possible, potential, imminent, hypothetical, scenario, wargame, simulation, simulated, on alert, high alert, intelligence suggests, considering, weighs, mulls
"""

DRILL = """
exercise, exercises, drill, drills, training exercise, rehearsal, mock attack, mock, simulated, simulates, war games, wargames, military exercise, joint exercise, live fire, test, tests, tested, test launch, parade, unveils, unveil, commissioning, ceremony, handover, hand over, hands over, handed over, transfer, transfers,
withdraw, withdraws, withdrawal, pull out, pullout, pulls out, closure, closes, closed, to close, drawdown, opens, opened, construction, build, contract, sale, deal, inspects, tour, visited, concert, rotation, homecoming, deployment
"""

LATER_TURN = """
quiz, crossword, trivia, puzzle, true or false, right or wrong, fact or fiction, guess the, test yourself, looking back, from our archive, years on, years later,
in review, film review, book review, video game, board game, war game, wargame, in a drill, in drill, drill, in practice, training held, in exercise, exercise, exercises, graded, simulated, named a, gets life,
gets years, life sentence, jailed for, years in prison, in prison, purple heart, purple hearts, probe finds, probe found, inquiry finds, inquiry found, sacked, a year on, years on, year ago, remembered,
remembers, a father remembers, that marked the year, dummy, filmed in, viral, fact check, factcheck, verify, columnist, our writer, documentary, confession, confessed, held over, tried over, plead, pleads,
told inquest, inquest, so far this year, moment when, looks back, untold story, inside story, report card
"""
"""A trial, a memory, a drill ... wherever in the headline it stands."""

FIGURATIVE = """
quiz, crossword, trivia, puzzle, brainteaser, true or false, test yourself, guess, tax, taxes, spending, questions, joke, jokes, pizza, recipe, dinner, comedy, festival, election, elections, campaign, campaigns, candidate, debate, budget, minister, ministers, prime minister, mp, mps, senator, party, labour, liberal, liberals, conservative, tory, tories, republican, republicans, democrat, democrats, voters, vote, poll, polls, parliament, opposition, lawmaker, policy, critics, voter base, political base, fan base, customer base, tax base, base rate, rate, rates, data base, everest base camp, home base,
bees, bee, wasps, swarm, dogs, snake, snakes, scorpion, rats, rat, locusts, birds, heart attack, panic attack, shark attack, dog attack, bear attack, cyber attack, cyberattack, hacker, hackers, ransomware, cricket, football, soccer, rugby, nfl, nba, baseball, goal, goals, coach, season, match, league, world cup, striker, tour de france, spacecraft, spacex, nasa, rocket launch, moon, space station, space, satellite, film, movie, actor, singer, celebrity, netflix, album,
inflation, shares, bank, stock, oil, labor strike, workers, union, unions, nurses, teachers, walkout, picket, writers strike, hunger strike, lightning, tropical storm, winter storm, snow storm, dust storm, sand storm, sandstorm, hurricane, flood, floods, earthquake, wildfire, wildfires, firefighters, blaze, covid, coronavirus, vaccine, hospital, shooting suspect, school shooting, mass shooting, police say, sheriff, gender, abortion,
prince harry, trial of, murder, rape, assault charge, sexual assault, sexual, abuse, drunk, allegations, discipline, racism, suicide prevention, illness
"""

CLAIM = """
claim, claims, claimed, claiming, claim responsibility, claims responsibility, claimed responsibility, claiming responsibility, deny, denies, denied, denying, denial, unconfirmed, reportedly, reports of, alleged, sources, officials say, official says, officials said, says, said, confirms, confirmed, announces, announced
"""

FRESH = """
breaking, just in, overnight, today, tonight, this morning, early monday, monday, tuesday, wednesday, thursday, friday, saturday, sunday, yesterday, hours ago, developing, minutes ago, dawn, predawn, morning, evening, night, weekend,
veterans day, thanksgiving day, christmas day, independence day
"""

LIVE = "live, live updates, live blog, liveblog, updates, as it happened, latest updates, live news, live coverage, follow live, minute by minute"

BESIDE = "housing, houses, hosting, hosts, hosted, used by, home to, houses us, manned by, shared by, shared with, occupied by, held by, run by, operated by, containing, accommodating, stationed, quartered, billeted, based at, stationed at, deployed at, where, guarded by, with"
"""What stands between a site and the forces in it."""

ARMED = "explosive drone, explosive drones, armed drone, armed drones, attack drone, attack drones, bomb drone, bomb drones, suicide drone, suicide drones, kamikaze drone, kamikaze drones, explosive laden drone, explosive laden drones, one way attack drone, one way attack drones, booby trapped drone"
"""Drones that crash on purpose."""

MISHAP = "crash, crashes, crashed, collision, accident, accidental, accidentally, friendly fire, in fall, kitchen fire, stove, tent fire, fire guts, fire sweeps through, fire destroys, fire breaks out, heater fire, electrical fire, drowns, drowned, capsizes, negligent discharge, fellow soldiers, fellow soldier, shot comrades, kills comrades, kills two comrades, kills three comrades, kills four comrades, kills five comrades, killed comrades, his comrades, killing comrades, fellow troops, fellow us, own troops, mishap, malfunction, fire broke out, electrical, misfired, controlled detonation, exercises, non hostile, non operational, by mistake, mistakenly"

SEEN = "spotted, sightings, sighting, sighted, reconnaissance, surveillance, surveying, circling, spy, spying, espionage, unidentified drones, drone activity, drone sightings, hovering, photographed, balloon, balloons"

MANY = "dozens of attacks, scores of attacks, hundreds of attacks, dozens of strikes, dozens of rocket, scores of rocket, dozens of drone, dozens of times, series of, spate of, string of, more attacks, further attacks, wave of attacks, attacks on us bases in iraq, continuing attacks, attacks continue, daily attacks, repeated attacks, decades of, past attacks"

OPERATION = "operation, operations, raid, raids, offensive, battle, battles, clashes, clash, fighting, combat, firefight, gun battle, mission, searching, sweep"
