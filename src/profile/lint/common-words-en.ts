/** The commonest English words of the press, written by hand from general knowledge: about 150, found in nearly every text. */
export const EVERYDAY_ENGLISH: readonly string[] = `
  the of and to a an in is are was were be been being it its that this these those for on with as at by from or but not
  no nor so if then than there here when where who whom whose which what why how all any both each few more most much
  many some such other others another own same only just also very too even still again ever never always now i you he
  she we they me him her us them my your his our their mine yours do does did done have has had having can could will
  would shall should may might must about after against among around before behind between during into off out over
  through under until up upon within without because while though although since yet back down get got go going gone
  make made like one two three first last new year years day days time times say says said people`
  .trim()
  .split(/\s+/u);

/** Some 1,500 that come next. */
export const COMMON_ENGLISH: readonly string[] = `
  ability able above abroad absence accept access accident according account achieve across act action active activity
  actual actually add addition address administration admit adopt adult advance advantage advice affair affect afford
  afraid african afternoon age agency agent ago agree agreement ahead aid aim air airport alive allege allow almost alone
  along already alternative amount analysis analyst ancient angry animal announce annual answer anti anyone anything apart
  apparent apparently appeal appear application apply appoint approach appropriate approve april area argue argument arm
  armed army arrest arrive art article artist aside ask aspect asset assault assume attack attempt attend attention
  attitude attorney attract audience august author authority available average avoid award aware away baby bad bag ball
  ban band bank bar base basic basis battle beach bear beat beautiful become bed begin beginning behavior belief believe
  belong below benefit best better beyond big bill billion bird birth bit black block blood blue board boat body bomb
  book border born boss bottom box boy brain branch brand break bring british broad brother brown budget build
  building burn bus business busy buy calendar call camera camp campaign cancer candidate capable capital car card care
  career carry case cash catch category cause cell center central centre century certain certainly chain chair
  chairman challenge chance change chapter character charge charity cheap check chief child children choice choose church
  circle circumstance citizen city civil claim class clean clear clearly click client climate close club coach coast
  code coffee cold collect collection college color colour combine come comfort command comment commercial commission
  commit committee common communication community company compare competition complain complete completely complex
  computer concern condition conduct conference confidence confirm conflict congress connect consequence conservative
  consider consumer contact contain contemporary content contest context continue contract contribute control
  conversation cook cool copy core corner corporate correct cost council count country county couple courage course
  court cover create creation crime criminal crisis critic critical cross crowd cultural culture cup current currently
  customer cut daily damage danger dangerous dark data date daughter dead deal dear death debate debt decade december
  decide decision declare decline deep defeat defence defend defense degree delay deliver delivery demand democracy
  democrat democratic deny department depend describe description design desire desk despite destroy detail determine
  develop development device die difference different difficult difficulty digital dinner direct direction director
  disappear discover discuss discussion disease display distance district doctor document dog dollar door double doubt
  dozen draft drama draw dream dress drink drive driver drop drug dry due dust duty early earn earth ease east easy eat
  economic economy edge education effect effective effort eight either election electric element eleven else email
  emergency emotion employ employee employer empty encourage end enemy energy engage engine engineer english enjoy enough
  ensure enter entire entirely entry environment environmental equal equipment error escape especially essential
  establish estate estimate europe european evening event eventually every everybody everyone everything evidence exact
  exactly example excellent except exchange executive exercise exist existing expand expect expectation expense
  expensive experience expert explain explanation express extend extra extreme eye face fact factor factory fail failure
  fair faith fall familiar family famous fan far farm farmer fashion fast fat father fault favor favorite fear feature
  february federal fee feed feel feeling field fight figure file fill film final finally finance financial find fine
  finger finish fire firm fish fit five fix flight floor flow flower fly focus follow following food foot football force
  foreign forest forget form formal former forward four frame free freedom french frequently fresh friday friend
  friendly front fruit fuel full fully fun function fund funding funny further future gain game garden gas gather general
  generally generate generation gift girl give glad glass global goal god gold good goods government governor grade
  grand grant great green ground group grow growth guarantee guard guess guest guide gun guy half hall hand handle hang
  happen happy hard hardly head health hear heart heat heavy hell hello help hide high highly hill history hit hold
  hole holiday home honest honor hope horse hospital host hot hotel hour house housing however huge human hundred hurt
  husband idea identify image imagine immediate immediately impact implement imply important importance impossible
  improve improvement incident include including income increase increasingly indeed independent index indicate
  individual industrial industry influence inform information initial initiative injury inside insist instance instead
  institution insurance intelligence intend interest interesting international internet interview introduce
  investigate investigation investment investor involve iron island issue item january job join joint journalist judge
  july jump june jury justice keep key kick kid kill kind king kitchen knock know knowledge labor labour lack lady lake
  land language large largely late later latest laugh launch law lawyer lay lead leader leadership leading learn least
  leave left leg legal less lesson let letter level liberal library lie life light likely limit limited line link list
  listen literature little live living local long look lord lose loss lost lot loud love low lower luck lunch machine
  magazine main mainly maintain major majority male man manage management manager manner march mark market marriage
  married mass massive master match material matter maybe mayor meal mean meaning means measure meat media medical
  medicine meet meeting met member memory mention message metal method middle mile military milk million mind minister
  minor minority minute mirror miss mission mistake mix mobile mode model modern moment monday money month moral morning
  mother motion mountain mouth move movement movie museum music myself name narrow nation national natural nature near
  nearby nearly necessary neck need negative neighbor neither net network news newspaper next nice night nine nobody
  noise none normal north nose note nothing notice november number nurse object objective obvious obviously occasion occur
  october offer office officer official often oil okay old once online onto open operate operation opinion
  opportunity opposite opposition option order ordinary organisation organization original otherwise ought outcome
  outside overall owner pace pack page pain paint pair panel paper parent park parliament part participant particular
  particularly partly partner party pass past path patient pattern pay payment peace peak pension per percent perfect
  perform performance perhaps period permit person personal phase phone photo phrase physical pick picture piece place
  plan plane plant plastic plate platform play player please plenty plus pocket point police policy political
  politician politics poor popular population port position positive possible possibly post potential pound poverty power
  powerful practice prefer prepare presence present president press pressure pretty prevent previous previously price
  primary prime principle print prior priority prison private probably problem procedure process produce product
  production professional professor profit program programme progress project promise promote proof proper properly
  property proposal propose prospect protect protection protest prove provide public publish pull purchase purpose
  push put quality quarter queen question quick quickly quiet quite race radio rail rain raise range rapid rare rate
  rather reach react read reader ready real reality realize really reason receive recent recently recognize record
  recover red reduce refer reference reflect reform refuse regard region regional regular regulation relate relation
  relationship relative relatively release relevant religion religious remain remember remind remove rent repeat replace
  report reporter represent representative republic republican request require research researcher resident resource
  respect respond response responsibility responsible rest restaurant result return reveal revenue review rich ride
  right rise risk river road rock role roof room round route row royal rule run safe safety sale sample sand saturday
  save scale scene schedule scheme school science scientist score screen sea search season seat second secret secretary
  section sector secure security see seek seem select self sell send senior sense sentence separate september series
  serious seriously serve service session set settle seven several severe sex sexual shape share sharp sheet ship shoot
  shop short shot shoulder show shut sick side sight sign signal significant silence similar simple simply sing single
  sir sister sit site situation six size skill skin sky sleep slightly slow slowly small smart smile smoke social society
  soft software soldier solution solve somebody someone something sometimes somewhat somewhere son song soon sorry sort
  sound source south southern space speak special species specific speech speed spend spirit sport spot spread spring
  square staff stage stand standard star start state statement station statistics status stay step stick stock stone
  stop store storm story straight strange strategy street strength stress strike strong structure student study stuff
  style subject success successful suddenly suffer suggest summer sun sunday supply support suppose sure surface
  surprise survey survive suspect sweet system table take talk target task tax teach teacher team technical technique
  technology telephone television tell ten tend term terms terrible test text thank thanks theory thing think third
  thirty thought thousand threat threaten throughout throw thursday thus ticket tie tight tiny tired title today together
  tomorrow tone tonight tool top total touch tough tour toward towards town track trade tradition traditional traffic train
  training transfer transport travel treat treatment tree trial trip trouble true truly trust truth try tuesday turn twelve
  twenty twice type typical understand unfortunately union unique unit united university unless unlike unlikely usual
  usually value variety various vast vehicle version victim victory video view village violence visit voice volume vote
  voter wage wait walk wall want war warm warn warning wash waste watch water wave way weak weapon wear weather web
  website wednesday week weekend weekly weight welcome well west western whatever wheel whether white whole wide widely wife
  wild win wind window wine winner winter wish woman women wonder wood word work worker working world worry worse
  worst worth write writer writing wrong yard yes yesterday young youth zero zone`
  .trim()
  .split(/\s+/u);
