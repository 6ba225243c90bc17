"""What was done, and with what: weapons, attack words, defence, blows of the coalition itself. Pure data."""

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
