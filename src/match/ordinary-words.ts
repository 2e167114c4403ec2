/**
 * Everyday words of two to six letters, French and English, folded: when an acronym or a name is also one of these
 * (ICE, MET, US), its lower-case and sentence-start forms are no evidence of it. Written by hand; it need not be
 * complete, since only words that some acronym or short name might equal make a difference.
 */
const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  `
  ad add age ago aid aide ail aim air ais all allie ally alors also ami amie amid amis an ane ange ans any apple apt arc
  arch are area arm arme army art arts as ask asset at ate atlas au aucun audio aux avec avis avoir award axe axis baby
  back bad bag baie bail bain bal ball ban banc band bande bank banque bar bas base basic bass bat bath bay be bear beat
  beau beaux bec bed bee beef been beer bell belle belt ben best bet bete bid big bike bill bird birth bit bite blanc
  bleu bleue bloc block blog blood blow blue board boat body bois boite bol bold bomb bombe bon bond bone bonne bons
  book boom boost boot border born bos boss both bouche bout bow bowl box boxe boy brain bras bread break brick bridge
  brin brut budget bug bulk bulle bus bush but by ca cab cable cache cadre cage cake calm camp can canal cane cap cape
  car card care cargo carte cas case cash casse cat cause ce cell celle celui cent centre ces cette chair champ chance
  chaos chat chef chez chien chip choix chose ciel cinq cite city civil clair clan clash class cle clean clear cles
  click clip close cloud club clue co coal coast coat cob code coeur coin cold come comme corps cost cote cou coup cour
  course court cover cow crew cri crime crise cross crowd cry cube cult cup cure cut cycle da dame dans dark dart dash
  data date day de dead deal dear debt deep deja del demo des desert design desk deuil deux dice did die diet dieu digit
  dire dish disk dit divers dix do doc dock does dog doit dome don done door dos dose dot double doute doux down draft
  drag drama draw dream dress drew drink drive droit drop drug drum dry du duc due duel dur dure dust duty each ear earn
  earth ease east easy eat eau echo edge edit effet egg eh eight elan elect elite elle elles else em end enfin engine
  enjeu enter epic equal era es essai est et etage etait etat ete etre eu eux eve even event ever exam exit eye face
  fact fade fail faim fair faire fait faits fake fall fame fan far farm fast fat fate faute faux fear feat fed fee feed
  feel fees fer fete feu few fi field fier fig fight fil file fille film fils fin final find fine fini fire firm first
  fish fit five fix flag flame flat flic float flop flow fly foi fois fold folk fond food foot for force fore form fort
  foul four fox fra frais free fresh froid from front fruit full fun fund fuse gage gain game gap garde gare gas gate
  gauche gaz gel gem gene genre gens germ get gift girl give glad glass glow go goal god gold golf gone good got grace
  grade grain gran grand grant grass grave gray great green grey grid gris gros group groupe grow guide gun guy gym ha
  had haie hail hair half hall halt hand hang haras hard has hat hate haut have he head health hear heart heat heavy
  held hell help hen her here hero heure hi hid hide hier high hill him hint hip hire his hit hive hold hole home hood
  hook hop hope hors host hot hotel hour how hub huge huit hunt hurt ice icon idea ideal idee if il ile ill ils image
  impact in inch index inn input insert into iris iron is island isle issue it item its jack jail jam jan jar jaw
  je jet jeu jeudi jeune jeux job jobs join joke jour jours joy judge juge juin jump june jungle jury just keen keep key
  kick kid kill kind king kiss kit knee know la lab lac lack lady lait lake lamp land lane large las last late laugh law
  lay lead leaf leak lean leap learn least leave led left leg legal legion lemon lent les less lest let level lever
  lex liberty libre lie lien lier lieu lieux life lift light like lime limit line link lion lip liquid list lit litre
  little live livre loan lobby local lock log logo loi loin lois long look loop lord lose loss lost lot loud loup love
  low luck lui lune lure luxe mad made mai maid mail main mains maire mais maison major make mal male mali mall man many
  map mar march marche mardi mare marge mari mark mars masque mass mat match mate math max may me meal mean meat media
  meet melt men mental menu mer merci mere mes mess met metal meter metre metro mets mi midi mien mieux mild mile milk
  mill min mind mine mini mint mise miss mix mob mode model modem moi moins mois mon monde money month moon more mort
  most mot moteur mother motif motor mots mount mouse mouth move mud mur must mute my myth nage nail name nation nature
  near neat neck need neige nerf nest net neuf never new news next nez ni nice night nine no nod node noel noir noise
  nom noms non nord normal north nos nose not note notre nous nuit nul null number nurse nut obey occur ocean odd of off
  offer office often oh oil ok old olive on once one only onze open opera or oral orange orb orbe order ordre ore os ou
  our out outil oval oven over own pace pack pact page paid pain paint pair paix pale palm pan panel panne paper par parc
  pari park part party pas passe past pate path pause pay paye pays peace peak peau pen pense per pere perle peste pet
  petit peu peur phase phone photo pic pick pie pied piece pig pile pilot pin pink pipe pit place plan plane plant plate
  play plea plein plomb plot pluie plus poem poids poing point pole police poll pont pool poor pop port pose post pot
  pour power pre pres press pret prey price pride prime print prix prize pro prof proof prove pub public puce puis pull
  pulse pump pur pure push put qualite quand quasi que queen quel quest qui quick quiet quit quiz quoi race rack radar
  radio rage raid rail rain raise ram ran range rank rare rat rate raw ray re reach react read real rebel record recul
  red rede reel regard region rein relay remark rent reset rest reste retro revue rib rice rich rid ride rien rife right
  rim ring rip rire rise risk river road roc rock roi role roll roman roof room root rope rose rouge round route row
  royal rub rue ruin rule run rural rush sa sac sad safe said sail saint salad sale salle salt same sand sang sans sante
  sat saut save saw say scan scene score sea seal search seat second secret see seed seek seen sein sel self sell semi
  send sens sense sent sept series serve ses set seul seule sever sex sexe shadow shall shape share shark sharp she
  shield ship shoe shop short shot show si sick side sien sight sigma sign silo since sing sir sire site six size skill
  skin sky slim slip slow small smart smog smoke snap snow so soap soft soi soif soil soin soins soir sol sold sole
  solid solo son sonar song sons soon sort sorte sorts sot sou soul soup south space spam span spark speak speed spin
  spirit split sport spot spur square stage star start stat state stats stay steam steel stem step stop store storm
  story strike string strip strong style sub such sud sue suit suite sum sun super sur sure surf surge sweet swift swing
  sword tag tail take tale talk tall tank tap tape tard target tas tasse taste tax taxe te tea team tear tech tel tell
  temps ten tend tent term test tete text than that the theme then they thin thing this thus tide tie tier tige tigre
  till time tin tiny tip tir tire titan title titre to toast toe toi toit ton tone too took tool top tort tot total
  touch tour tous tout town toy trace track trade train trait trap tray tree trek trend tres tri trial tribe trick trio
  trip trois trop trou truck true trump trust truth try tu tub tube tue tune turn twin two type ultra un une union unique
  unit unite up upper urban urne us usage use user usine vague vain val valve van vase vast vaste vat vent vente ver vera
  vers verse vert verte very vest veto via vice vid vide video vie vieux vif view vigil villa ville vin vingt viol vital
  vite vitre vivre voeu voice voie voile voir voit voix vol volt vos vote votre vous vrai vue wage wait walk wall want
  war warm was wash watch water wave way we weak wear web week well went were west wet what wheel when where while white
  who whole why wide wife wild will win wind wine wing winter wire wise wish with woke wolf woman won wood word work
  world worm worth would wrap write wrong yard year yes yet you young your zeal zero zone zoo`
    .trim()
    .split(/\s+/u),
);

/** Whether the folded word is an everyday word of French or English. */
export function isOrdinaryWord(folded: string): boolean {
  return ORDINARY_WORDS.has(folded);
}
