"""Words for who and where: parties, forces, sites and soft targets. Data only; one entry a line or comma.

Every phrase is written as the reader sees it: small letters, no hyphens, no full stops ("u.s." is ``us``).
"""

COALITION = """
us, american, americans, us led, american led, nato, nato led, isaf, isaf led, coalition, coalition led, multinational,
british, uk, britain, britains, scottish, french, german, germanys, polish, italian, spanish, dutch, danish, norwegian, swedish, finnish,
canadian, australian, new zealand, georgian, romanian, bulgarian, hungarian, czech, slovak, estonian, latvian,
lithuanian, portuguese, belgian, croatian, albanian, japanese, south korean, salvadoran, ukrainian contingent,
united states, international coalition, us coalition, anti isis coalition, anti is coalition,
global coalition, united states, centcom, us central command, central command, pentagon, inherent resolve, oir,
operation inherent resolve, resolute support, mnf i, mnf, cjtf, cjtf oir, combined joint task force
"""
"""Nations and bodies of the coalition and its equivalents; an adjective until a force or a site follows."""

COALITION_FORCE = """
gis, gi, us troops, us soldiers, us soldier, us forces, us force, us marines, us marine, us service members, us servicemen, us personnel,
us military, us army, us servicemember, us service member, us serviceman, us airmen, us commandos, us special forces, black watch,
isaf troops, nato troops, nato soldiers, nato forces, coalition forces, coalition troops, coalition soldiers,
foreign troops, foreign forces, foreign soldiers, international forces, international troops, peacekeepers of isaf,
bundeswehr, navy seals, navy seal, green berets, national guardsmen from, royal marines, diggers, anzac,
australians, canadians, brits, britons, germans, italians, poles, danes, frenchmen, spaniards, dutchmen, norwegians, romanians, bulgarians, georgians, estonians,
alpini, bersaglieri, kiwis, brits, jocks, fusiliers, fusilier, czechs, hungarians, lithuanians, latvians, salvadorans, aussies, aussie soldiers, squaddies, squaddie, paras, gurkhas, gurkha, seabees, seabee, green beret, army rangers, us rangers, carabinieri,
guardia civil, legionnaires, us crew, us advisers, us advisors, us trainers, us guardsmen, us reservists, us airman, us commando, us contractors,
cia officers, cia officer, cia agents, cia operatives, cia employees, cia staff, army reservists, us citizens, us nationals, us diggers, digger,
foreign military advisers, foreign advisers, foreign trainers, foreign instructors, western troops, western forces, western soldiers, allied troops, alliance troops, alliance soldiers, alliance forces, occupation forces, occupation troops
"""

FORCE = """
troops, troop, soldiers, soldier, forces, force, marines, marine, personnel, servicemen, serviceman, servicemembers, servicemember,
service members, service member, airmen, airman, sailors, sailor, commandos, commando, paratroopers, paratrooper, army, military,
air force, navy, contingent, battalion, brigade, legionnaires, guardsmen, reservists, special forces, special operators, trainers,
infantry, gunners, rifles, military personnel, military advisers, military advisors, advisers, advisors, staff sergeant, sergeant,
private, corporal, lieutenant, major, captain, colonel, general, task force, warfighters, military trainers, instructors, operatives,
trooper, troopers, guardsman, reservist, gunner, sentries, sentry, platoon, regiment, squadron, airwoman, servicewoman, servicewomen, serviceman, sapper, sappers, instructor, trainer, adviser, advisor, detachment
"""

BASE = """
base, bases, airbase, airbases, air base, air bases, airfield, air field, airstrip, air station, military base, military bases, military airport,
army base, army camp, army post, outpost, outposts, fob, cop, forward operating base, forward base, fire base, firebase,
combat outpost, combat post, patrol base, garrison, garrisons, barracks, military compound, military compounds,
military camp, military site, military sites, military facility, military facilities, military installation, military installations,
support site, mission support site, logistics base, logistics center, logistics centre, logistics hub, logistics facility, naval base,
training camp, training centre, training center, training base, training site, encampment,
military headquarters, command centre, command center, command post, joint base, staging base, troop housing,
mess tent, provincial reconstruction team, prt, observation post, watchtower,
fleet headquarters, fifth fleet, 5th fleet, ammunition dump, ammo dump, fuel depot,
airfields, airstrips, air stations, forward bases, fire bases, firebases, patrol bases, fobs, combat outposts, platoon house, platoon houses, patrol house, joint security station, security station, joint station,
joint post, desert camp, tent camp, tented camp, joint camp, combat camp, command posts, landing zone, base camp, naval camp, army camps, military camps, logistics bases, logistics camp, motor pool, fort, joint bases, air force base, barrack, army barracks, hangars, ammunition depot, tactical centre, tactical center
"""

WEAK_BASE = """
compound, facility, facilities, headquarters, hq, installation, installations, position, positions, mess, prison, hangar, perimeter, dining facility, detention facility,
palace, living quarters, mess hall, dining hall, camp, camps, post,
posts, quarters, compounds, sites, site, gymnasium, gym, chow hall, living trailer, depots, depot, warehouse, pier, academy, training ground, mess halls, guard post, guard tower
"""
"""Sites only where someone owns them: half of the world has a headquarters."""

BASE_OF_COALITION = """
fob, forward operating base, cop, combat outpost, mission support site, firebase, main us base, us base, us bases, us airbase, us air base,
american base, american bases, nato base, isaf base, coalition base, coalition bases, multinational base, nato headquarters, isaf headquarters,
coalition headquarters, fifth fleet, 5th fleet, us military base, us military bases, provincial reconstruction team,
us compound, us military site, us military sites, american military sites, us sites, american sites, us military facility, us military facilities,
us military installation, us military installations, us installations, us military positions, us positions, us garrison, green village, us consulate base, us naval base, cia base,
marine base, marine camp, british camp, brit camp, american camp, american outpost, us outpost, nato outpost, nato post, us post, us camp, coalition post, us airfield, us airfields, american airbases, american airfield, american garrison,
foreigners camp, foreigners base, foreign base, foreign bases, foreign military base, foreign military bases, alliance base, alliance airfield, western base, occupation base, occupation bases, occupation headquarters
"""

BASE_PART = """
gate, gates, main gate, front gate, inner gate, guard post, guard posts, guard tower, watchtower, perimeter, runway, apron, flight line, chow hall, mess hall, mess tent, dining hall,
dining facility, dining tent, sleeping quarters, living quarters, barracks, canteen, cookhouse, tents, bunk, bunks, trailer, trailers, motor pool, courtyard, wire, hangar, parade ground, drill ground, training ground
"""
"""Parts of a base: coalition people who are hit there are hit on a base, whether it is named or not."""

GREEN_ZONE = "green zone, international zone"

AIRPORT = "airport, international airport, airport complex"

EMBASSY = """
embassy, embassies, us embassy, consulate, us consulate, consular, diplomatic mission, diplomatic compound, diplomatic convoy, diplomats, diplomat,
ambassador, consul, diplomatic facility, diplomatic quarter, diplomatic, chancery, mission building, embassy compound, consular compound, consulate compound, embassy complex, consulate building, consulate complex
"""

ON_THE_ROAD = """
convoy, convoys, patrol, patrols, patrolling, vehicle, vehicles, humvee, humvees, armored vehicle, armoured vehicle, armoured car,
tanker, tankers, oil tanker, oil tankers, fuel tankers, fuel trucks, supply trucks, supply convoy, container, containers, truck convoy,
roadside, roadside bomb, roadside bombing, ied, ieds, improvised explosive device, ambush, ambushed, ambushes, ambushing,
landmine, land mine, mine, motorcade, foot patrol, minibus, bus, road, highway, bridge, supply route, tank, tanks
"""

TRAVEL = "convoy, convoys, patrol, patrols, patrolling, foot patrol, on foot patrol, motorcade, supply convoy, truck convoy, supply run, humvee, humvees, bus, on foot in, fuel tankers"
"""On the way: near a base they are no base."""

AIRCRAFT = """
helicopter, helicopters, chopper, black hawk, blackhawk, chinook, apache, reaper, mq 9, us drone, us drones, american drone, plane, planes, aircraft, jet, jets,
fighter jet, warplane, warplanes, f 16, f 15, helicopter crash, airliner, passenger jet
"""

SHIP = """
ship, ships, warship, warships, destroyer, destroyers, vessel, vessels, boat, boats, oil tanker, tankers, aircraft carrier, frigate, shipping,
uss, carrier, merchant ship, cargo ship, red sea shipping, navy ship, strait of hormuz, red sea, pipeline, oil terminal
"""

CONTRACTOR = "contractor, contractors, security contractor, security contractors, aid worker, aid workers, interpreter, translator, journalist, journalists, hostage, hostages, hotel, hotels, guesthouse, mall, restaurant"

LODGING = "hotel, hotels, guesthouse, mall, restaurant"

CIVIL = """
civilian, civilians, village, villagers, market, mosque, church, school, hospital, police station,
police base, refugee, refugees, refugee camp, refugee camps, displaced, shrine, wedding, pilgrims, worshippers, recruits, residents, ministry, oil facility, oil refinery,
oil field, refinery, power plant, al hol, nuclear, nuclear site, nuclear facility, nuclear facilities, nuclear sites, nuclear plant, summer camp, train, station
"""

HOST = """
policeman, policemen, police officer, police officers, police recruit, police recruits, police trainee, police trainees, iraqi, iraqis, afghan, afghans, syrian, kurdish, kurds, peshmerga, kuwaiti, qatari, bahraini, emirati, jordanian, saudi, omani,
police, government, opposition, regime, ypg, national directorate of security, interior ministry, presidential, parliament, refugee, displaced, al hol, migrant, detention, observer, separatist, peacekeepers, national guard, iraqi army, afghan army, afghan national army, afghan police, iraqi police, afghan soldiers, afghan forces, government troops,
government forces, security forces, iraqi forces, iraqi troops, sdf, syrian democratic forces, iraqi military, national guardsmen
"""

HOST_COUNTRY = """
iraq, afghanistan, syria, kuwait, qatar, bahrain, jordan, uae, united arab emirates, emirates, saudi arabia, kurdistan, oman, djibouti, gulf, gulf states, persian gulf,
middle east, mideast, region, baghdad, kabul, erbil, irbil, arbil, mosul, basra, anbar, kirkuk, kandahar, helmand, fallujah, falluja, ramadi, tikrit, baquba, diyala,
najaf, karbala, deir ez zor, deir ezzor, hasakah, hasaka, homs, manbij, paktika, paktia, khost, kunar, nangarhar, jalalabad, wardak, uruzgan, oruzgan, zabul,
ghazni, logar, kapisa, kunduz, faryab, badghis, herat, parwan, laghman, doha, manama, riyadh, dubai, abu dhabi, amman, cyprus, diego garcia, incirlik
"""

QUIET_HOST = "kuwait, kuwaiti, qatar, qatari, bahrain, bahraini, jordan, jordanian, uae, united arab emirates, emirates, emirati, saudi arabia, saudi, oman, djibouti, cyprus, doha, manama, riyadh, amman, abu dhabi"
"""Hosts without a front: coalition troops who are struck there are struck on a base."""

ABROAD = """
russian, russia, russias, moscow, kremlin, ukraine, ukrainian, kyiv, crimea, putin, israeli, israel, idf, gaza, hamas, palestinian, west bank, lebanon, lebanese, turkish, turkey, turkiye, pakistani,
pakistan, indian, india, kashmir, kenyan, kenya, somali, somalia, ethiopian, sudan, sudanese, mali, malian, niger, nigeria, nigerian, burkina faso, burkinabe, chad, cameroon, egypt, egyptian, sinai,
libya, libyan, yemen, yemeni, sanaa, chinese, china, taiwan, north korea, north korean, south korea, japan, okinawa, philippine, philippines, colombia, colombian, mexico, peru, guatemala, el salvador,
denmark, netherlands, germany, spain, italy, norway, sweden, georgia, tbilisi, alaska, kentucky, england, scotland, wales, yorkshire, cornwall, gloucestershire, fairford, fort bragg, san diego,
ohio, colorado, arizona, nevada, north carolina, louisiana, ireland, northern ireland, greece, australia, canada, haiti, cuba, guantanamo, venezuela, caribbean, amisom, african union, saudi led, saudi led coalition, au, aus, arab coalition, minusma, un peacekeepers, unifil, kfor, halane, mujahedin of iran, mojahedin, mek, iranian exiles, iranian dissidents, armenia, azerbaijan, belarus, poland, romania, kosovo, serbia,
myanmar, thailand, indonesia, bangladesh, sri lanka, texas, california, florida, virginia, hawaii, guam, fort hood, pearl harbor, homeland, washington dc, london, paris, french base in mali,
barkhane, polisario, algeria, tunisia, mozambique, congo, uganda, burundian, ugandan, hungary, moldova, transnistria, zaporizhzhia, donetsk, mariupol, kherson
"""
"""States, peoples and places whose bases are not the coalition's."""

ATTACKER = """
militants, militant, insurgents, insurgent, rebels, rebel, guerrillas, guerrilla, guerillas, guerilla, gunmen, gunman, taliban, talibans, haqqani, isis, isil, daesh, islamic state, is militants,
al qaeda, al qaida, militia, militias, militiamen, hezbollah, kataib hezbollah, kataib hizballah, hashd, hashed, popular mobilization forces, pmf, islamic resistance, islamic resistance in iraq, saraya,
asaib, nujaba, houthis, houthi, suicide bomber, suicide bombers, bomber, bombers, suicide attacker, attacker, attackers, assailants, assailant, extremists, terrorists, terrorist, jihadists, jihadist, fighters,
mahdi army, sadrists, sadr militia, armed group, proxies, proxy, iran backed, iranian backed, iran aligned, iran linked, iranian linked, tehran backed, pro iran, pro iranian, shiite militia, shia militia, protesters, demonstrators,
mob, crowd, al shabaab, al shabab, shabaab, boko haram, pkk, lone attacker, shooter, kataeb, resistance, factions, faction,
anti american, anti us, anti coalition, anti nato, anti american insurgents, sadr followers, shabaab gunmen, qaeda led, zarqawis men
"""

HOME = """
texas, california, florida, virginia, hawaii, guam, alaska, kentucky, ohio, colorado, arizona, nevada, north carolina, south carolina, georgia state, louisiana, missouri, kansas,
oklahoma, tennessee, fort hood, fort bragg, san diego, england, scotland, wales, yorkshire, cornwall, gloucestershire, northern ireland, county antrim, belfast, london, okinawa
"""
"""Where the coalition's own homes are: a base there is none of its bases abroad."""

IRAN = "iran, irans, iranian, iranians, tehran, tehrans, irgc, revolutionary guard, revolutionary guards, quds force, qassem soleimani, soleimani, suleimani, soleimanis"

INSIDER = """
insider attack, insider attacks, green on blue, afghan soldier gunman, man in afghan army uniform, in afghan uniform, afghan army uniform, afghan military uniform, police uniform,
army uniform, in uniform, rogue soldier, rogue afghan, rogue policeman, turned his weapon, turned his gun, turns his gun, turned their guns, opened fire on his, afghan policeman, afghan soldier, afghan police officer,
afghan army soldier, renegade, trainee, uniformed, wearing an afghan, dressed as, disguised as,
afghan commando, afghan recruit, afghan trainee, afghan sentry, afghan cop, afghan comrade, afghan comrades, afghan colleague, afghan colleagues, afghan guard, afghan private, afghan sergeant, afghan police driver, afghan interpreter, afghan in uniform, afghan ally, afghan allies,
iraqi trainee, iraqi recruit, jordanian captain, jordanian officer, jordanian guard, turns gun on, turned gun on, turns weapon on, turned weapon on, turns rifle on, turned rifle on, turned his rifle, turns on, turned on, turns weapons on, turncoat, men in police uniform, men in army uniform, in army dress, in police dress, afghan security guard
"""

IRAN_BACKED = "iran backed, iranian backed, iran aligned, iran linked, iranian linked, tehran backed, pro iran, pro iranian, kataib hezbollah, kataib hizballah, islamic resistance in iraq, iran proxy, iran proxies, iranian proxy, iranian proxies"
