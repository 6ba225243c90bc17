"""Who, and where: friend and foe, host forces, people, attackers, sites and how near. Pure data."""

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
