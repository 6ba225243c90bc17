"""What it came to: damage, dead, wounded, unharmed. Pure data."""

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
