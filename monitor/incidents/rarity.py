"""How common English words are in news: each word with the natural logarithm of one over its share of texts.

Counted over 20,072 headlines with summaries of general news and 2,906 local reports of violence (project data
``news/*``, ``stream/2022-01_2022-08``, ``incidents/violent``; the higher of the two shares), words folded and without
plural ending. Kept here because the rarity of a word must not change with what was read since: what was decided
yesterday must come out the same today. A word that stands in none of the lists is rarer than 1 in 150 texts.
"""

_BY_HALVES = {
    0: """
a and at in of on police shooting shot the to was
""",
    1: """
after an are as been by for from have he his hospital is it m not old one s said that they this were when who with
year
""",
    2: """
about according all around be block but county dead found gun gunshot had happened has her home just killed man news
night no officer or other out p people say scene street suspect t taken there three time two victim where wound
""",
    3: """
also another area arrested authority avenue back before being boy call called center charge charged child com
condition crime death department died during family fired four friday him i identified if incident information
injured injury inside into investigation investigator later left life medical monday more morning near office
outside person released report right saturday she sheriff sunday teen their them then told up we what while will
woman
""",
    4: """
accidental accidentally afternoon any anyone apartment arrest arrived asked away because believe both bullet can car
case chief children city copyright could court critical custody deputy detective did do don down drive early east
face father fire firearm first five friend get girl got handgun head heard help here himself hit homicide house
investigating involved know last like made male may member men mother multiple murder my name neighbor neighborhood
now occurred off official over photo pronounced related reported reserved responded road says school second several
shooter side so some someone south state still story threatening through thursday took transported tuesday vehicle
video weapon wednesday went west which witnesse would wounded you young
""",
    5: """
accident adult appear assault attempted attorney available began believed between black body bond brother came chest
come community connection contact count criminal daughter day degree described detail didn district door evening
evidence expected fatal fatally find following front gang go going good group gunfire gunman guns hand held high
hour how hurt immediately including its jail juvenile killing late law least led leg little live local looking lot
make many me month motive nearby new next non north ongoing only opened our parent park party place playing
possession press public pulled ran re received release remain rushed saw see serious shoot shortly show six son
sport st stable started struck student suffered teenager than those treated trying twitter ukraine under update us
very violence want way weather week well yet your
""",
    6: """
able accused across additional against age ages aggravated allegedly along ambulance anything ap appeared argument
arm armed attack baby bedroom behind boys building caliber chicago clear close complex conference confirmed continue
coroner country d days deadly determine determined dies discharged discovered driver driving drove drug each earlier
emergency enforcement even examiner facebook far felony female few fight filed firing fled floor follow foot force
full further getting happen hearing hospitalized http identity investigate jackson john jr july june keep kids kill
knew known large leave leaving listed lived loaded located location long lt manslaughter march media memorial
michael mile military minute most n need never once own parking part please pm point possible preliminary president
prosecutor published put read really record recovered relative residence resident rifle robbery room round running
russia russian safe safety same saying scheduled search searching seen self set seven sgt share should showed since
sister sitting smith something source spokesman standing statement stay stop stopper store striking suffering sure
surgery survive take tell these thing think third thought tips today treatment tried turned tv u unit united
university unknown until updated use used ve walked walking wanted war warrant wasn watch weekend whether white why
wife william window without witness women work working world
""",
    7: """
action added advertisement again ago air alert alleged already altercation alway am american among anonymous app
apparent apparently approached april asking associated autopsy ave bail bar base become bed best blood boulevard
boyfriend breaking broadcast broke brought brown business c calling camera caption care carrying cars casing caught
cause cbs central channel check church closed club cnn co coming comment company confirm considered continuing cook
corner corporation couldn couple cousin covid critically crowd currently dark david deceased description detroit
developing dispute division document does doesn doing domestic dozen due e eight else email enable end ended entered
event every everyone facing feel felon former fourth game gathered girlfriend give gone government grand grandmother
grazed ground guilty handling having health hear heart hill hitting holding hope however husband identify image
individual inflicted initially intersection interview investigated involving iraq issued j jame january javascript
johnson judge justice kind king lake lane latest lead leader leading learned lee light line living look loved lying
mass material metro middle midnight million minister minor mobile mom much nato neck nightclub northwest nothing
number ohio ok older open overnight owner page parked passenger past patrol pending phone pic picked pistol placed
play post posted previous prison private property provide question reading reckless recover recovering redistributed
regional remained reportedly reporter responding responsible restaurant result returned revealed reward rewritten
robert run san security sent service shell short shotgun shoulder sign single situation small soldier soon speak
spoke spokeswoman staff station stolen stopped strike suicide support surveillance suspected sustained taking talk
talking target team teenage texa thoma though tip toddler together too toward town traffic tragedy tragic trigger
troop trump turn uk ukrainian unclear upon upper valley view violent visiting w washington wearing whose word worked
wounding yard
""",
    8: """
abdomen account act active activity actually adam address admitted affidavit afghanistan agency al alcohol allen
alley alone although amid andrew angele announced answer anthony antonio anybody approximately arraigned arrival ask
assistant attempt attempting attended aug august aunt automatic bad based basketball battery bbc beach below better
biden big birthday bleeding blue bomb booked break bring british broken bureau burglary california caller campus
capt carry cash caused causing change china christopher circumstance civilian claim claimed clark cleveland click
coalition college colored columbus complaint concern conduct connected continued contributed control conversation
convicted cops courtesy cover crew crimestopper dad daily dalla dan danger dangerous daniel date davi deal dec
december declined defense describe detained detention different direction discharge dispatch dispatched dispatcher
doctor donald done double download downtown dropped edward either election employee ems endangerment england enough
erupted especially ever everybody everything exactly eye fact fall feb february feet fell felt fifth fighting figure
file final finding fla fleeing florida flown followed footage football fort forward fox free funeral gas gathering
gave general georgia gets given god grabbed grandfather gray great green guy half hard harri haven height helicopter
helped herself highway history hold hole housing houston hunting include indicate indicated initial injuring
innocent intended intent interest international interviewed interviewing invasion involuntary iran issue jan jone
joseph jury kept kevin kid ky l la legs less let license likely ll lock locked looked los loss lost loud louisiana
louisville love lower main major making marijuana mark mayor mean memphi meredith message met miami might mike
missile moment money mount moved must named nation national nearly negligent nephew nine none noon northeast
notified nov november numerous o obtained oct often okay online orange order ordered original owned pain pair
paramedic parish passed paul pause personnel philadelphia physical picture pittsburgh plan planned played pleaded
pointed porch possibly prayer present previously price prime prior problem process protect provided putin quadruple
questioned questioning quickly quiet radio random rang range reach reached ready real reason receiving recent
recently red regarding relationship remember removed rescue responder response rest review revolver richard ruled
sad save scott screaming searched seat sedan seek seeking semi sentenced separate sept seriously served shirt
shootout shop shreveport sibling sidewalk silver sinai slaying social somebody sought sound southeast southwest
special spent spokesperson spring stabilized stand star stated step stomach stray stroger such survived suv syria
tape targeted tear tennessee text themselve thigh threat throughout top torso total township transferred trauma
trial triple trouble truck try twice type uncle understand unidentified unlawful upstair urged using va van via
vigil waiting walk walker wall watching wayne weren whole whom win within won wood wouldn wrong wrote www york
younger
""",
    9: """
above abuse access adding addition administration afghan agent ahead aid airlifted airport airstrike alive allegheny
allowed almost america ammunition anderson android ankle announce anti appearance ar aren arguing arkansa arms army
arriving article assistance atlanta attending attention austin australia b backyard baghdad baltimore bank bars
basement bathroom baton battle bay became belonged biggest bill billion bit blvd bob bombing border bori box brandon
breathing brian bringing britain broadcasting broadway brooklyn buy bystander camp cannot capital captain captured
carolina carter celebrating chamber champion chao chaotic charle charleston charlotte chase chinese chri christma
circle citizen cleaning closet clothing colorado commission committed common complete concealed concerned conducted
conflict confrontation confronted conscious content conviction cooperating cop coronavirus cost couch counselor
course coverage covered craig crash crazy credit creek crisi crossfire crying cup customer cut dade damage decade
decided decision defendant demanded denied despite devastated die difficult directly director discharging
disturbance dnainfo dog dougla dr drinking driven driveway drone duty eastern edt effort elementary embed encouraged
endangering energy enter entire eric europe european eve eventually ex exact exchange exchanged exited expect expert
explained extremely eyes eyewitness facility fair fbi fear federal feeling field fighter film firework firm food
forced ford foreign frank franklin future ga gallery garage garden garfield gary george giant glass global goes
gofundme google gotten grade grader granddaughter grandson grant graze grief grieving guard gunmen gunned guys h
hair hall hamilton hanging happening happy harm headed headline headquarter helping hide highland holiday homeowner
hoping horrible horrific howard hudson human hundred id idea illegal illinoi imagine immediate important inc
included ind india indiana indianapoli indication indicted indictment infant injure instead interstate involvement
iranian iraqi island isn israel israeli item jacksonville jason jean jeff jefferson jeremy jerry jersey job joe join
jonathan jose joshua journal jumped justin k kansa key khou killer kitchen knife ksla kyiv largest las launched
lawrence lawyer laying league learn level lewi link loading locate lockdown london loose lose loui madison magazine
manager manner marion market marshal martin martinez mary mask matter matthew meanwhile medic meet meeting
metropolitan michigan militant miller milwaukee misdemeanor miss missed missing missouri mm mo montgomery move
moving mr mt murdered music nbc needed neither nelson newsletter nice nicole nobody noise northern note noted
noticed nuclear nw oak oakland occupant october offense offer offered offering oh oil olympic onto operation org
originally orlando pandemic pant parkway passing patrick patron pay pd peace pennsylvania permit perry personal
peter pick piece pine player plea pocket pointing political potential power pray praying presence pretty probably
probation prompted protest province pull pulling putting r raised rampage ray realize realized rear receive recovery
refused region releasing reporting republican request requested resource respond resulted resulting retaliation
return reuter richmond riding rise risk river rob robbed robinson rock rocket rodriguez role rouge route rule rural
ryan santa sat saudi saved sc scared scary se season secretary section secure secured seeing seem send senior sense
senseless sentence september sergeant serve sery seventh severe shared shattered shocked showing shown shut site
slain sleeping sometime sons sort southern space speaking spot spotted spree squad stage start staying stemmed
stephen stepped steve stood strong stuff style subject suburban summer sun superintendent surrounded survivor
suspicion suspicious swat syrian system taliban talked tampering task taylor telling ten tenn terrible test thank
theft thinking thousand threatened todd toledo tom tonight track trail travel tribune trooper turning unable
underway underwent union unloaded unrelated upset various vega veteran village vincent violation virginia visit vote
waited wake warn warning warren wash water wave website western whereabout whoever wilson wins wish witnessed wmc
woke worker worse writer y yesterday youth
""",
    10: """
aaron academy acted acting actor advocate afraid africa alabama alex ally ambush angel angry answered arraignment
arrangement asleep assist attacked attend australian backed bang baptist beat beautiful begin bell belong blake
blame blocked bloody board born boston broad bus busy buttock calif campaign campbell carried celebration
championship chance changed charging chased checking cheek christ christian circuit class classmate cleared
collecting comer commit committee conducting confessed convenience council counseling cox cpl crashed cross crowded
da damaged data daylight de demand democratic denver derrick deserve development device diego distance dodge
downstair drew economic economy eligible embassy englewood entrance escalated escape escaped evan expense explosion
f fans fellow fine firefighter flee flight forest fragment france francisco french fun fund garcia gather germany
getty giving glock gov grandparent grill grove growing guest hampton handed handle hasn hate heavy hernandez hid
hiding hip hispanic hits holme honor host hotel hpd hunter ii intruder islamic jacob japan jessica jim juan junior
kabul keith kelly kenneth kentucky knee knowing korea ksat lady larry launch lawn lay learning legally lexington
lieutenant liked linked liquor list listen lmpd lodged lopez lounge manchester match matt mcdonald measure memory
mental mercy methodist mich mid mind mississippi mitchell monroe moore moscow mourn mourning ms nature ne neglect
neighboring niece nor normal observed obviously occupied oklahoma olds ones opening ore orlean outstanding owns pa
pakistan paper parole pastor penalty pentagon performed period phoenix pickup plane plead policy possibility pound
powell pregnant prevent probable processing program protective purchased purse race raid rd recalled reed reference
refugee remove required returning reveal ridge roger sacramento sale scattered scientist seemed shaken shawn shelton
shock similar simple smile somewhere sounded sparked spilled square stabbed starting status stemming steven stock
struggle study sudden superior supply supposed surprised surrounding surviving sweet table tall television temple
terrace thompson title trailer traveling tyler unborn unfolded unresponsive unsecured user v vacant vaccine verbal
victory visited vladimir wafb ward watched welfare wichita winter withheld wkrn worried worst worth yelling youngest
""",
}
"""Twice the logarithm, rounded -> words."""

RARITY = {word: halves / 2 for halves, words in _BY_HALVES.items() for word in words.split()}
"""Word -> natural logarithm of one over its share of texts, in steps of 0.5."""
