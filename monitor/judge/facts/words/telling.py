"""How it is told: claims, blame, denials, speakers, and what is no single attack that happened. Pure data."""

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
