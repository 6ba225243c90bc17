"""Tables of words that tell little about which event a text speaks of. Written by hand; data, not measured."""

STOP = frozenset(
    """a about above according across after again against ago all almost along already also although always am amid
    among an and another any anyone are aren around as asked at away back be became because been before began behind
    being below between both but by called came can cannot could couldn day days did didn do does doesn doing don down
    during each either else end even ever every few first following for former found from further gave get gets give
    given go goes going gone got had hadn has hasn have haven having he hear heard her here hers herself him himself his
    how however if in including inside into is isn it its itself just keep kept know known last late later least left
    less let like ll made make makes making many may me might month months more morning most mr mrs ms much must my
    near never new news next night no nor not now number of off often on once one only onto or other others our out
    outside over own part past people per put re really right said same saw say saying says see seen several she
    should shouldn since so some someone something soon still such take taken tell than that the their them themselves
    then there these they thing things this those though through thus time times to today told tonight too took toward
    towards tuesday monday wednesday thursday friday saturday sunday two under until up upon us use used using ve very
    via want was wasn way we week weeks well went were weren what when where whether which while who whom whose why will
    with within without won would wouldn year years yesterday yet you your am pm http https www com org net html photo
    image video story stories read click share facebook twitter email comment comments advertisement copyright updated
    update posted published reporter reported reports reporting report statement january february march april june july
    august september october november december""".split()
)
"""Function words, words of time, and the furniture of web pages."""

COMMON = frozenset(
    """air airport alleged area army arrest arrested armed attack attacked attacker authority base bomb bullet camp car
    carried case casualty charge charged child city coalition condition conduct county court dead death department
    deputy detective died drive drone east eastern emergency enforcement family fatal fire fired force forces friend
    girl boy government gun gunfire gunman gunshot hand handgun head hit home homicide hospital house human incident
    information injured injury injuries intelligence investigate investigating investigation investigator iran iraq
    iraqi islamic israel jail juvenile kill killed killing law life live local major male man men military militant
    militia minister missile mother father murder northern north northwest northeast number occurred office officer
    official old pentagon personnel police president province pulled region released residence rocket round scene school
    security self sergeant service sheriff shell shooter shooting shoot shot site soldier south southern southeast
    southwest spokesman spokeswoman spokesperson state station strike struck suspect suspected syria syrian target
    targeted teen teenager threatening town transported troop troops tuesday united victim violence war warning weapon
    west western woman women wound wounded young american people accidental accidentally accident apartment block
    street road avenue drive bullet pistol rifle firearm believe believed call lead led place public saw return
    witness member group unit vehicle washington son daughter brother sister chief capt captain lt sgt""".split()
)
"""Words that stand in most reports of violence: they join what does not belong together."""

NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=2,
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "dozen": "12"}
"""English number words as digits; larger and joined ones are rare in tolls."""
