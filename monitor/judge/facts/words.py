"""The tables behind :mod:`monitor.judge.facts.lexicon`: kind -> value -> phrases, folded, parted by ``|``.

A hyphen is a token of its own: "rocket - propelled grenade". Initials lost their points: "us", "uk".
"""

WEAPON = {
    "rocket": "rocket|rockets|grad|grads|grad rocket|grad rockets|katyusha|katyushas|rocket fire|rocket attack|rocket attacks",
    "mortar": "mortar|mortared|mortaring|mortars|mortar shell|mortar shells|mortar round|mortar rounds|mortar bomb|mortar bombs|mortar fire",
    "drone": (
        "drone|drones|uav|uavs|uas|suas|unmanned aerial vehicle|unmanned aerial vehicles|unmanned aircraft|"
        "unmanned aerial system|unmanned aerial systems|unmanned aircraft systems|unmanned aircraft system|"
        "one - way unmanned aerial vehicle|quadcopter|quadcopters|suicide drone|suicide drones|drone boat|"
        "one - way attack drone|one - way attack drones|explosive - laden drone|shahed|shaheds"
    ),
    "missile": (
        "missile|missiles|ballistic missile|ballistic missiles|cruise missile|cruise missiles|missile strike|"
        "missile strikes|missile attack|missile attacks|scud|scuds|anti - tank missile"
    ),
    "shell": "shell|shells|artillery|artillery shell|artillery shells|artillery fire|shelling|shelled|howitzer",
    "indirect fire": "indirect fire|rounds of indirect fire|idf rounds|indirect - fire",
    "car bomb": (
        "car bomb|car bombs|car bombing|car bombings|car bomber|truck bomb|truck bombs|truck bombing|truck bomber|"
        "vehicle bomb|suicide car bomb|suicide car bombs|suicide car bomber|suicide car bombers|suicide car bombing|"
        "suicide truck bomb|suicide truck bomber|suicide truck bombing|suicide vehicle bomb|vbied|vbieds|svbied|"
        "suicide truck|suicide trucks|suicide car|suicide cars|suicide vehicle|suicide vehicles|bomb truck|bomb trucks|"
        "vehicle bombing|vehicle bombings|vehicle bombs|booby - trapped lorry|booby - trapped truck|booby - trapped car|"
        "explosives - filled taxi|car explodes|car exploded|truck exploded|truck explodes|explosives - laden truck|explosives - laden vehicle|"
        "explosives - laden car|explosive - laden vehicle|explosive - laden truck|explosives - packed truck|"
        "explosives - packed vehicle|bomb - laden truck|bomb - laden car|vehicle - borne|car laden with explosives|"
        "truck packed with explosives|car packed with explosives|truck laden with explosives|car blast|"
        "minibus packed with explosives|vehicle packed with explosives|vehicle laden with explosives|car - bomb|"
        "truck - bomb|car - bombs|lorry bomb|tanker bomb|bomb - laden vehicle|explosives - filled truck|"
        "car filled with explosives|truck filled with explosives|car bombers|truck bombers"
    ),
    "suicide": (
        "suicide bomber|suicide bombers|suicide bombing|suicide bombings|suicide attack|suicide attacks|suicide bomb|"
        "suicide attacker|suicide attackers|suicide blast|suicide vest|suicide vests|explosive vest|explosives vest|"
        "suicide assault|blew himself up|blows himself up|blew themselves up|blowing himself up|suicide explosion|"
        "bomber|bombers|suicide squad|suicide squads|explosive vests|explosives vests|bomb vest|bomb vests|martyrdom operation"
    ),
    "gunfire": (
        "gunfire|gunman|gunmen|shooting|shootings|opened fire|opens fire|opening fire|gunfight|gun battle|gun attack|"
        "small arms|small - arms|machine gun|machine guns|guns|sniper|snipers|fire shots|fired shots|shot dead|"
        "exchange of gunfire|automatic weapons|shooter|fire exchange|small arms fire|sniper fire|machine - gun|"
        "shots fired|shots were fired|marksman|marksmen|rifle fire|rifles|muzzle flashes|trade fire|traded fire|"
        "trading fire|exchange fire|exchanged fire|ground fire"
    ),
    "grenade": (
        "grenade|grenades|hand grenade|hand grenades|grenade attack|rocket - propelled grenade|"
        "rocket - propelled grenades|rocket propelled grenade|rocket propelled grenades|rpg|rpgs"
    ),
    "insider": (
        "insider|insider attack|insider attacks|insider - attack|green on blue|green - on - blue|insider killing|"
        "insider shooting|turned his weapon|turned his gun|turned their weapons|turned his rifle|turned his weapons|"
        "turned their guns"
    ),
    "bomb": (
        "bomb|bombs|bombing|bombings|ied|ieds|roadside bomb|roadside bombs|explosive device|explosive devices|"
        "improvised explosive device|improvised explosive devices|bomb attack|bomb attacks|bomb blast|bomb explosion|"
        "magnetic bomb|sticky bomb|landmine"
    ),
}
NOT_WEAPON = {
    "defence": (
        "patriot missile|patriot missiles|missile defense|missile defence|missile defenses|missile defences|"
        "air defense missile|air defence missile|missile defense system|interceptor missile|interceptor missiles|"
        "missile interceptor|rocket defense|anti - missile|counter - rocket|missile battery|missile batteries|"
        "c - ram|counter rocket|guided missile destroyer|guided - missile destroyer|having fired a missile|"
        "missile sites|missile site|rocket launcher|rocket launchers|missile program|missile programme|"
        "drone program|drone factory|drone base|us drone|american drone|us drones|mq - 9|reaper drone|predator drone|"
        "rocket launch site|rocket launching site|launch sites|bomb disposal|missile debris|missile threat|"
        "counter - drone|counter - uas|anti - drone|drone defense|drone defence|missile launch|missile launcher|"
        "missile launchers|missile alert|us missile|us missiles|hellfire missile|hellfire missiles|"
        "us bombers|american bombers|stealth bombers|b - 52 bombers|bombers flew|bomb shelter|bomb shelters|us rocket|shells out|in a nutshell|bombshell|missile stockpile|"
        "missile stockpiles|missile capability|missile capabilities|missiles program|missile production"
    ),
}
NOUN = {
    "attack": (
        "attack|attacks|assault|assaults|raid|raids|barrage|barrages|salvo|salvos|salvoes|volley|bombardment|shelling|"
        "bombing|bombings|ambush|gunfight|gun battle|firefight|gunfire|shooting|offensive|infiltration|incursion|"
        "rocket fire|mortar fire|small arms fire|artillery fire|rounds|battle|clash|clashes|fusillade|counterattack|"
        "exchange of gunfire|fire exchange|standoff|siege|onslaught|insider killing|fighting|reprisal"
    ),
    "strike": "strike|strikes|hit - and - run",
    "blast": "blast|blasts|explosion|explosions|detonation|detonations",
}
VERB = {
    "attack": (
        "attacked|attacking|targeted|targeting|targets|target|bombard|bombarded|bombards|bombarding|storm|stormed|"
        "storms|storming|raided|raiding|assaulted|assaulting|ambushed|ambushes|assault|launch|launched|launches|"
        "launching|fire|fired|fires|firing|opened fire|opens fire|open fire|opening fire|lob|lobbed|shelled|"
        "set off|sets off|overran|overrun|penetrated|breached|stormed into|attack|attacks|attempted to attack|"
        "try to attack|tried to attack|tried to storm|blew up|blow up|blows up|bombed|aimed at|directed at|"
        "turned his weapon|turned his gun|turned their weapons|turned his rifle|rammed|rams|ramming|erupts|shot|shoots|"
        "turned his weapons|turned their guns|gunned down|guns down|rocked|rocks|strafed|pounded|pounds|hurled|threw|"
        "besieged|besiege|shot dead|infiltrated|tried to enter|tried to infiltrate|fought|battled|pelted|peppered"
    ),
    "hit": (
        "hit|hits|hitting|struck|strikes|strike|striking|landed|land|lands|landing|crashed|crashes|crashing|crash|"
        "impacted|impact|impacts|impacting|fell|falls|fall|falling|rained down|slammed|slams|exploded|explode|explodes|"
        "exploding|detonated|detonates|detonate|detonating|went off|goes off|go off|plowed|ploughed|damaged|damages|"
        "come down|came down|rained|reached|made impact|making contact|smashed|tore through|ripped through|burst"
    ),
}
UNDER_FIRE = {
    "under fire": (
        "under fire|under attack|under rocket fire|under rocket attack|under drone attack|under missile attack|"
        "under mortar fire|under mortar attack|under indirect fire|under a rocket attack|under a drone attack|"
        "under heavy fire|under shelling|under aerial attack|under small arms fire|under direct fire|under assault|"
        "under a missile attack|under renewed attack|under renewed fire|under iranian fire|under artillery fire"
    ),
}
DEFENCE = {
    "intercepted": (
        "shot down|shoot down|shoots down|shooting down|intercepted|intercepts|intercept|intercepting|downed|downs|"
        "downing|brought down|interception|interceptions|shot them down|shot it down|shootdown|shot out of the sky|"
        "destroyed in the air|destroyed mid - air|neutralised in the air|engaged and destroyed|took down|takes down|"
        "shot both down|knocked out of the sky|destroyed before reaching|knocked down|swatted down|shot all down"
    ),
    "foiled": (
        "foiled|foil|foils|foiling|thwarted|thwart|thwarts|thwarting|defused|defuse|defuses|repelled|repel|repels|"
        "repelling|averted|disrupted|disrupts|prevented|prevents|repulsed|repulse|repulses|beaten back|beat back|"
        "fought off|fights off|fend off|fended off|stopped an attack|dismantled|rendered safe|failed attack|"
        "attempted attack|attempted attacks|unsuccessfully attack|unsuccessfully attacked|failed to explode|"
        "failed to launch|did not explode|unsuccessful attack|attempt to attack|before they could be fired|"
        "before it could be launched|before they could be launched|disarmed|driven back|drove back|drove off"
    ),
}
OUR_STRIKE = {
    "strike": (
        "airstrike|airstrikes|air strike|air strikes|air - strike|air - strikes|air raid|air raids|retaliatory strike|"
        "retaliatory strikes|precision strike|precision strikes|counterstrike|counterstrikes|counter - strikes|"
        "counter - strike|us strike|us strikes|american strike|american strikes|us drone strike|us drone strikes|"
        "us - led strikes|coalition strikes|coalition strike|us air strikes|us airstrikes|us raid|us raids|"
        "israeli strike|israeli strikes|israeli attack|israeli attacks|israeli airstrike|israeli airstrikes|"
        "turkish strikes|turkish strike|turkish airstrikes|turkish shelling|russian strikes|russian airstrikes|"
        "american drone strike|american airstrike|american airstrikes|us missile strike|us missile strikes|us bombing|"
        "us attacks|us attack on|us attacks on|retaliatory airstrikes|american raid|us - israeli strikes|"
        "us - israeli attacks|us and israeli strikes|us - led airstrikes|precision airstrikes|"
        "american - israeli strikes|american attack on|american attacks on|american bombing|strikes by the us|"
        "wave of strikes by us|us attacked|us bombed|airstrike response|us bombers|us military strikes|"
        "us military strike|retaliatory attack by the us|us counterstrike|nato airstrike|nato air strike"
    ),
}
FRIEND = {
    "friend": (
        "us|american|americans|coalition|nato|isaf|us - led|american - led|washington|pentagon|centcom|allied|british|uk|"
        "britain|canadian|german|italian|polish|french|spanish|australian|norwegian|georgian|danish|dutch|portuguese|"
        "romanian|czech|turkish nato|united states|biden|trump|bush|obama|multinational|marines|marine|white house|"
        "israel|israeli|resolute support|international forces|foreign forces|bulgarian|salvadoran|el salvador|"
        "ukrainian|korean|japanese|swedish|finnish|hungarian|slovak|estonian|latvian|lithuanian|f - 15|f - 16|"
        "us - iraqi|us - allied|western|foreign|u s|mnf|coalition - led|raf|anti - isis coalition|american - iraqi"
    ),
}
FOE = {
    "foe": (
        "taliban|militants|militant|insurgents|insurgent|iran|iranian|tehran|isis|isil|islamic state|daesh|militia|"
        "militias|militiamen|iran - backed|iranian - backed|pro - iran|pro - iranian|iran - aligned|iran - linked|"
        "iranian - linked|rebels|rebel|guerrillas|guerrilla|guerillas|guerilla|extremists|extremist|al - shabaab|"
        "al - shabab|shabaab|al - qaeda|al qaeda|houthi|houthis|hezbollah|haqqani|kataib hezbollah|irgc|terrorists|"
        "terrorist|islamic resistance|jihadists|jihadist|gunmen|gunman|attackers|attacker|proxies|proxy|suspected|"
        "iraqi|saddam|fedayeen|mahdi army|revolutionary guard|revolutionary guards|unknown|hashed|pmf|hashd|"
        "islamist|islamists|protesters|supporters|assailants|assailant|armed men|armed group|armed groups|fighters|"
        "tehran - backed|iran - supported|shiite militias|shia militias|iran - affiliated|iranian - affiliated"
    ),
}
HOST = {
    "host": (
        "afghan soldier|afghan soldiers|afghan policeman|afghan policemen|afghan police officer|afghan army soldier|"
        "afghan national army soldier|afghan military uniform|afghan army uniform|afghan uniform|"
        "afghan police uniform|afghan soldier gunman|afghan guard|afghan security guard|iraqi soldier|iraqi policeman|"
        "iraqi police officer|jordanian military guards|jordanian guard|jordanian soldier|jordanian police officer|"
        "jordanian policeman|afghan local policeman|afghan trainee|afghan recruit|police trainee|iraqi army soldier|"
        "afghan army officer|afghan commando|afghan pilot|afghan air force officer|afghan troops|afghan forces|"
        "afghan and foreign soldiers|iraq ' s police service|police uniform|army uniform|military uniform|"
        "security forces uniform|afghan police|afghan army|jordanian military guard|man in uniform"
    ),
}
BASE = {
    "base": (
        "base|bases|air base|air bases|airbase|airbases|military base|military bases|camp|camps|outpost|outposts|"
        "airfield|air field|airstrip|garrison|garrisons|compound|compounds|facility|facilities|installation|"
        "installations|barracks|patrol base|combat outpost|combat post|firebase|fire base|forward operating base|"
        "forward operating bases|fob|fobs|military camp|military camps|army base|army bases|military compound|"
        "military facility|military facilities|military site|military sites|military outpost|logistics base|"
        "logistics center|logistics centre|support base|training base|training camp|training centre|training center|"
        "army compound|military installation|military installations|naval base|joint base|support center|"
        "diplomatic support center|support site|mission support site|landing zone|military position|"
        "military positions|garrison outpost|base camp|fortress|stronghold|marine base|us army camp|staging area|"
        "operating base|checkpost|contingency operating base|base complex|housing units|living quarters"
    ),
    "headquarters": "headquarters|hq|command post|operations center|operations centre|command center|command centre",
    "airport": "airport|airports|international airport|military airport",
    "zone": "green zone|international zone",
    "palace": "palace|prison|checkpoint|gate|gates|hangar|runway|dining hall|mess tent|mess hall|dining facility",
    "bases of troops": "oil field|gas field|oilfield|gasfield",
}
OBJECT = {
    "object": (
        "car|convoy|convoys|patrol|patrols|embassy|embassies|consulate|vehicle|vehicles|ship|ships|vessel|tanker|hotel|"
        "hotels|market|mosque|church|school|village|town|police station|helicopter|helicopters|humvee|supply truck|"
        "motorcade|bus|refinery|pipeline|nuclear sites|nuclear facilities|nuclear site|warship|destroyer|"
        "restaurant|hospital|university|bridge|bridges|house|home|building"
    ),
}
NEAR = {
    "near": (
        "near|nearby|outside|close to|in the vicinity of|vicinity|around|next to|adjacent to|not far from|"
        "on the edge of|perimeter|in the area of|by the|at the gates of|on the outskirts of|beside|towards|toward|"
        "in the direction of"
    ),
    "missed": (
        "missed|misses|miss|missing its|closest impact|fell short|falls short|landed short|overshot|open area|empty area|"
        "open ground|open field|uninhabited|fields near|no impact|missed their target|without hitting|wide of|"
        "did not hit|failed to hit|failing to hit|failing to strike|failed to strike|neither missile hit|"
        "neither missile hits|fell outside|landed outside|outside the perimeter|outside the wire|nearby village|"
        "nearby neighborhood|nearby neighbourhood|did not reach|none hit|desert near"
    ),
}
INSIDE = {
    "inside": (
        "inside|within|on the base|on base|inside the base|impacted the base|hit the base|hit the compound|into the|"
        "strike the compound|direct hit|directly hit|on the compound|inside the compound|penetrated|got through"
    ),
}
DAMAGE = {
    "none": (
        "no damage|without damage|no material damage|no damages|nor damage|no injuries or damage|no casualties or damage|"
        "no casualties or damages|no damage or casualties|no structural damage|no casualties or material damage|"
        "no damage or injuries|any damage or casualties|any casualties or damage|any damage|no injury or damage|"
        "no injuries and no damage|no casualties nor damage|no deaths or damage|no property damage|"
        "no human or material losses|without causing any human or material losses|any human or material losses|"
        "no damage was|undamaged|no losses|no material losses|no injuries or property damage|"
        "no losses or damage|no damages or casualties|injuries or damage to|nor any damage|damage was not caused"
    ),
    "minor": (
        "minor damage|slight damage|light damage|limited damage|minimal damage|superficial damage|some damage|"
        "small damage|slightly damaged|lightly damaged|little damage|minor damages|minor structural damage|"
        "minor material damage|limited material damage|damage was minor|damage was limited|damage was minimal"
    ),
    "major": (
        "major damage|heavy damage|extensive damage|severe damage|serious damage|significant damage|widespread damage|"
        "considerable damage|substantial damage|heavily damaged|badly damaged|severely damaged|destroyed|destroying|"
        "destroys|destroy|huge fire|massive damage|great damage|large fire|massive fire"
    ),
    "yes": "damage|damages|damaged|damaging|material damage|structural damage|property damage|a fire|caught fire|fire broke out",
}
HARM = {
    "kill": "kills|killing|kill|claims the lives of|claimed the lives of|claiming the lives of|took the lives of",
    "killed": (
        "killed|slain|shot dead|gunned down|shoots dead|assassinated|guns down|gun down|shoot dead|fatally shot|"
        "shot and killed|murdered|murders|slays|mown down|martyred|fatally wounded|stabbed to death"
    ),
    "dead": "dead|died|dies|die|lost their lives|lost his life|lost her life|perished|were martyred|was martyred|dying|"
    "loses his life|loses her life|lose their lives|losing their lives|lost its life|perish|perishes|succumbed|"
    "are lost in|were lost in|lost lives",
    "deaths": "deaths|death|fatalities|fatality|dead bodies|killings",
    "wound": "wounds|wounding|injures|injuring|hurting|hurts|injure|wound|maiming",
    "wounded": (
        "wounded|injured|hurt|maimed|seriously wounded|slightly wounded|lightly wounded|harmed|grazed|bruised|"
        "treated for wounds|treated for injuries|treated for minor wounds|treated for minor injuries|"
        "treated for shrapnel wounds|treated for cuts|treated for hearing loss|treated for smoke inhalation|"
        "taken to hospital|rushed to hospital|taken to the hospital|taken to a hospital|hospitalised|hospitalized|"
        "suffered wounds|suffer wounds|suffered injuries|suffer injuries|receive injuries|received injuries|"
        "have injuries|had injuries|have wounds|had wounds|sustained injuries|sustained wounds|sustain injuries|"
        "receive wounds|received wounds|suffered minor injuries|suffered minor wounds|suffered shrapnel wounds|"
        "were treated|are treated|was treated|is treated|have been treated|has been treated|being treated|"
        "are later treated|were later treated|in hospital|in stable condition|have mild injuries|suffered mild injuries|"
        "taken to the aid station|went to the aid station|were scratched|are scratched|cut by debris|"
        "got gunshot wounds|with shrapnel wounds|cut by glass|cut by flying glass|in critical condition|"
        "in serious condition|evacuated with wounds|medically evacuated|flown to germany"
    ),
    "injuries": "injuries|injury|wounded people|injured people",
    "brain": (
        "traumatic brain injury|traumatic brain injuries|brain injury|brain injuries|concussion|concussions|tbi|tbis|"
        "concussion or traumatic brain injury|concussion symptoms|concussion - like symptoms|"
        "mild traumatic brain injury|mild traumatic brain injuries|symptoms of concussion|minor injuries|"
        "shrapnel wounds|wounds from shrapnel|gunshot wounds|wounds|head injuries|blast injuries|blast injury|concussive injuries|serious injuries"
    ),
    "casualties": "casualties|casualty|losses|human losses|human or material losses|loss of life|victims|harm|human loss|loss",
}
TOLL = {
    "killed": (
        "death toll|toll of dead|number of dead|number of deaths|number killed|number of killed|number of those killed|"
        "fatality count|body count|dead rises to|deaths rise to|toll rises|toll climbs|toll rose|toll climbed|"
        "toll reaches|toll reached|toll stands|toll now|toll hits|toll up to|toll is now|bombing toll|attack toll|"
        "dead now|dead rose to|deaths rose to|fatalities rise to|fatalities rose to"
    ),
    "wounded": (
        "number of wounded|number of injured|number of those wounded|number of those injured|injured toll|"
        "injury toll|number of injuries|number of troops injured|number of troops wounded|tally of wounded|"
        "tally of injured|number of us troops injured|number of service members injured|wounded rises to|"
        "number of american troops injured|number of people wounded|number of people injured"
    ),
}
SAFE = {
    "safe": (
        "unharmed|unhurt|uninjured|unscathed|are safe|were safe|is safe|safe and well|are well|are accounted for|"
        "were accounted for|all accounted for|not a scratch on anyone|escaped injury|escaped harm|all safe|crew safe|all well|escaped unhurt"
    ),
}
CLAIM = {
    "claim": (
        "claimed responsibility|claims responsibility|claim responsibility|claiming responsibility|"
        "took responsibility|takes responsibility|responsibility was claimed by|claimed by|claimed the attack|"
        "claims the attack|claimed credit|claims credit|has claimed|said it was behind|said they were behind|"
        "later claimed|claimed responsibility for|claim of responsibility by|claims attack on|claimed an attack|"
        "claims drone attack|claims rocket attack|claimed the strike|said it carried out|said it had carried out|"
        "says it carried out|said it targeted|said it had targeted|says it targeted|said its fighters|"
        "said it fired|says it fired|said it launched|says it launched|says launched|claims attack|said it attacked|"
        "said it had attacked|said it hit|said it had hit|says it has hit|said it struck|said it had struck|"
        "confirms it launched|said it had fired|says it has responded|says it has targeted|says it has attacked|"
        "said it had launched|says it hit|claims strikes on|claims strike on|claims drone strikes|admitted"
    ),
}
BLAME = {
    "blame": (
        "blamed|blames|blame|blaming|attributed to|attributed the attack to|attributes|accused|accuses|accusing|"
        "pointed the finger at|held responsible|hold responsible|responsibility lies with|linked to|"
        "attributed the strike to|attributed it to|attributed the attacks to|attributing"
    ),
}
DENIAL = {
    "denial": (
        "denied|denies|deny|denying|dismissed reports|refuted|rejected reports|has denied|"
        "had not received reports|hadn ' t received reports|had received no reports|had no reports|has no reports|"
        "not received any reports|no indication of|did not receive reports|hadn ' t received any reports|"
        "had not received any reports|said no attack|said there was no attack|no such attack|said there had been no|"
        "disputed|contradicted|no evidence of an attack|not aware of any attack|was not aware of any|"
        "have no reports of|no attack took place|no attack had taken place|said reports of an attack were false|"
        "no attacks had|reports were false|false reports"
    ),
}
SPEECH = {
    "say": (
        "said|says|say|saying|announced|announces|reported|reports|told|confirmed|confirms|stated|states|according to|"
        "added|tweeted|wrote|declared|declares|acknowledged|revealed|reveals|statement from|statement by|"
        "noted|claimed|claims|tells|posted|citing|disclosed|admits|has said|quoted|report|announce|confirm|"
        "confirming|announcing|insisted|estimated|believe|believes|asserted|reporting|per"
    ),
}
SPEAKER = {
    "official": (
        "official|officials|spokesman|spokesperson|spokeswoman|spokesmen|statement|military|pentagon|centcom|"
        "central command|police|ministry|minister|ministry of interior|department of defense|defense department|"
        "department|army|government|governor|coalition|observatory|witness|witnesses|residents|sources|source|"
        "commander|general|president|command|isaf|nato|white house|media cell|security media cell|mayor|doctors|"
        "hospital officials|authorities|news agency|agency|monitor|war monitor|monitoring group|group|kirby|ryder|"
        "press release|secretary|representative|forces|troops|taliban|state media|state tv|local media|reuters|"
        "afp|associated press|cnn|fox news|abc news|nbc news|times|post|journal|television|telegram|"
        "human rights|counter - terrorism service|counter - terrorism department|joint operations command|"
        "interior ministry|defence ministry|defense ministry|foreign ministry|officer|bbc|rudaw|kurdistan 24|"
        "defence minister|defense minister|prime minister|chief|counterterrorism service|counterterrorism department"
    ),
}
GENERIC = {
    "count": (
        "since then dozens|since then rockets|dozens of attacks|scores of attacks|string of attacks|"
        "spate of attacks|wave of attacks since|series of attacks since|attacks since|of several attacks|"
        "the latest in|latest of|latest in a series|latest in a string|hundreds of attacks|repeated attacks|"
        "frequent attacks|regular attacks|often attacked|frequently attacked|frequently targeted|often targeted|"
        "regularly targeted|repeatedly targeted|has been targeted|have been targeted|have repeatedly|has repeatedly|"
        "have targeted|has targeted|still carry out|continue to carry out|routinely|in recent months|in recent weeks|"
        "in recent years|over the past year|in past months|have come under|past attacks|previous attacks|"
        "over the past few months|over the past months|have frequently|have increased|on the rise|"
        "similar attacks|such attacks|sporadic attacks|dozens of rockets|dozens of rocket attacks|"
        "dozens of drone and rocket attacks|dozens of times|more than a hundred|attacks have come|"
        "carry out attacks|each year|every week|almost daily|near - daily|daily attacks|attacks against us forces have|"
        "has carried out|have carried out|have launched|periodically|occasionally|occasional|numerous attacks|"
        "have been hit|have been attacked|has been hit|has been attacked|multiple times since"
    ),
}
UNREAL = {
    "unreal": (
        "could|might|would|threatened|threatens|threaten|threatening|threat of|planning|plans to|planned|plotting|plot|"
        "plots|warned|warns|warning|if|imminent|possible attack|possible attacks|risk of|ahead of possible|may|"
        "vowed|vows|vow|promised|pledged|will|future attacks|further attacks|any attack|any attacks|prepare for|"
        "preparing for|prepares|drill|drills|exercise|exercises|simulated|simulation|anniversary|"
        "commemorations|fears of|to prevent attacks|protect against|defend against|deter|deterring|to stop attacks"
    ),
}
AGAIN = {
    "again": (
        "another|second|separate|separately|also|third|other|a further|additional|elsewhere|in a separate|new|latest|"
        "hours later|hours earlier|days later|days earlier|days before|the day before|a day earlier|a day before|"
        "earlier|previous|previously|fresh"
    ),
}
SAME = {
    "same": (
        "the same base|same base|the base|the same site|the facility|the outpost|the camp|the compound|the airport|"
        "the airbase|the air base|the garrison|the same camp|the same airport|the same air base|the same facility|"
        "the installation|same facility|the military base|the same outpost|the site|the same compound|that base"
    ),
    "attack": (
        "the attack|the strike|the rockets|the drones|the drone|the missiles|the mortars|the blast|the explosion|"
        "the assault|the shooting|the bombing|the incident|the rocket|the missile|the barrage|this attack|the shells|"
        "the projectiles|the rounds|the raid|it|they|the rocket attack|the drone attack|the missile attack|"
        "the bomber|the gunman|the attacker|the attackers|the mortar attack|the car bomb|the ambush|the battle"
    ),
}
SPLIT = {
    "after": (
        "after|following|in retaliation for|in retaliation to|in response to|in retaliation against|hours after|"
        "days after|a day after|one day after|came after|comes after|amid|amidst|in reprisal for|in revenge for|"
        "to avenge|on the heels of|ahead of strike|ahead of strikes|ahead of|retaliation for|day after|before"
    ),
    "another": "and another near|and another in|and another at|and another outside",
    "and": ", no|; | while|but|although|though|however|whereas|shortly after|which|who|where|even as",
    "response": (
        "responds with|responded with|response to|retaliates|retaliated|retaliation|in return|in response|"
        "unleashing|prompting|respond with|triggering|drawing|draws|prompted|prompts|provoking"
    ),
}
SKIP = {
    "caption": (
        "handout photo|file photo|this photo|this image|locator map|satellite image|photo obtained|photos obtained|"
        "ap photo|getty images|in this file|file picture|file image|read more|continue reading|click here|"
        "sign up|subscribe|related articles|full coverage|recommended stories|advertisement"
    ),
}
TROOPS: dict[str, str] = {
    "one": (
        "soldier|contractor|service member|servicemember|serviceman|servicewoman|marine|airman|sailor|guard|translator|"
        "interpreter|civilian|child|worker|policeman|police officer|officer|general|man|woman|boy|girl|person|employee|"
        "fighter|american|briton|iraqi|afghan|member|commando|guardsman|collector|pilot|national|resident|journalist|"
        "diplomat|engineer|paramedic|serviceperson|commander|peacekeeper|reservist|technician|driver|sergeant|captain|"
        "lieutenant|colonel|major|corporal|private|bystander|passerby|shepherd|farmer|medic|trooper|gi|"
        "security guard|contract worker|subcontractor|other|detainee|prisoner|inmate|paratrooper|sentry|labourer|laborer|chef|corporal|lance corporal|military policeman|ranger|seabee|gunner|specialist|airwoman|consultant|trainer|adviser|advisor|staff sergeant|briton|canadian soldier|salvadoran|peacekeeper|volunteer|trucker|infantryman|warrant officer|service - member|personnel member|legionnaire|aide|cook|cleaner"
    ),
    "many": (
        "soldiers|contractors|service members|servicemembers|servicemen|marines|airmen|sailors|guards|translators|"
        "interpreters|civilians|children|workers|policemen|police officers|officers|generals|men|women|people|persons|"
        "employees|personnel|americans|britons|iraqis|afghans|members|commandos|guardsmen|troops|staff|others|"
        "residents|journalists|forces|pilots|nationals|defenders|allies|paramedics|staffers|soldier - s|gis|"
        "fighters|victims|commanders|peacekeepers|reservists|police|villagers|georgians|italians|"
        "poles|canadians|germans|australians|bystanders|passersby|lives|bodies|security guards|"
        "troopers|peshmerga|detainees|prisoners|inmates|paratroopers|sentries|labourers|laborers|day labourers|chefs|military policemen|rangers|seabees|gunners|comrades|brits|aussies|diggers|danes|salvadorans|colleagues|trainers|advisers|advisors|volunteers|truckers|infantrymen|reporters|shoppers|coalition soldiers|heroes|ones|attendants|contract cooks|occupants|syrians|jordanians|kurds|contract workers|support staff|engineers|recruits|trainees|"
        "technicians|drivers|passengers|medics|filipinos|turks|nepalis|ugandans|spaniards|norwegians|foreigners"
    ),
}
FIGHTERS = {
    "fighters": (
        "militants|militant|insurgents|insurgent|attackers|attacker|gunmen|gunman|bombers|bomber|terrorists|terrorist|"
        "rebels|rebel|guerrilla|guerrillas|guerillas|assailants|assailant|suspects|suspect|infiltrators|shooter|"
        "shooters|taliban|talibans|jihadists|jihadist|extremists|militiamen|militiaman|isis|isil|himself|itself|"
        "themselves|al - shabaab|al - shabab|militia|iranian|iranians|perpetrators|assassins|"
        "suicide bomber|suicide bombers|proxy fighters|iran - backed|pro - iran|islamic state|kidnappers|infiltrator"
    ),
}
TABLES: dict[str, dict[str, str]] = {
    "weapon": WEAPON, "not weapon": NOT_WEAPON, "attack noun": NOUN, "attack verb": VERB, "under fire": UNDER_FIRE,
    "defence": DEFENCE, "strike by the coalition": OUR_STRIKE, "friend": FRIEND, "foe": FOE, "host forces": HOST,
    "base word": BASE, "people": TROOPS, "attackers as people": FIGHTERS, "killed or wounded": HARM, "near": NEAR,
    "inside": INSIDE, "damage": DAMAGE, "claim": CLAIM, "blame": BLAME, "denial": DENIAL, "speech": SPEECH,
    "speaker": SPEAKER, "no single attack": GENERIC, "not happened": UNREAL, "another": AGAIN, "same": SAME,
    "clause border": SPLIT, "other target": OBJECT, "passage to leave out": SKIP, "toll": TOLL, "unharmed": SAFE,
}
