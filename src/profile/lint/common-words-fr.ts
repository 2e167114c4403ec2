/** The commonest French words of the press, written by hand from general knowledge: about 150, found in nearly every text. */
export const EVERYDAY_FRENCH: readonly string[] = `
  le la les l un une des de du d et à a au aux en dans par pour sur avec sans sous entre vers chez contre depuis pendant
  avant après dès jusque ce cet cette ces c ça cela ceci celui celle ceux celles son sa ses leur leurs notre nos votre vos
  mon ma mes ton ta tes il elle ils elles on nous vous je j tu me m te t se s lui eux y qui que qu quoi dont où quand
  comme comment pourquoi si ne n pas plus moins très trop bien mal peu beaucoup tout toute tous toutes même mêmes autre
  autres aucun aucune chaque plusieurs quelque quelques tel telle rien personne jamais toujours encore déjà aussi ainsi
  alors donc mais ou or ni car puis ici là être est sont était étaient sera seront fut été étant avoir ont avait avaient
  aura auront eu ayant fait faire font peut peuvent doit doivent va vont dit deux trois premier première an ans
  année années jour jours fois temps`
  .trim()
  .split(/\s+/u);

/** Some 1,300 that come next. */
export const COMMON_FRENCH: readonly string[] = `
  abord absence accès accident accord accorder accueil accueillir acheter acte acteur action activité actuel actuellement
  adopter adresse affaire affirmer afin âge agence agent agir aide aider ailleurs aimer air ajouter aller ami amour
  ancien ancienne animal annonce annoncer août appareil appel appeler apporter apprendre approche appuyer argent arme
  armée arrêt arrêter arrivée arriver art article aspect assemblée assez association assurer atteindre attendre attente
  attention attirer augmentation augmenter aujourd’hui auprès auteur auto autorité autour autrement avance avancer
  avantage avenir avis avocat avril baisse baisser banque bas base bataille bâtiment battre beau belle bébé besoin
  bientôt bilan billet blanc bleu bois bon bonne bord bout bras bref bruit budget bureau but cadre café calme camp
  campagne capable capacité capital carte cas catégorie cause central centre centaine certain certaine certainement
  cesse chaîne chambre champ chance changement changer chanson charge charger chasse chat château chaud chef chemin cher
  chercher cheval chien chiffre choc choisir choix chose ciel cinéma cinq cinquante circonstance citer citoyen civil
  clair classe classique client club code cœur colère collectif collège combat combien commande commencer commentaire
  commerce commercial commission commun commune communauté communication communiquer compagnie comparer compétition
  complet complètement comprendre compris compte compter concerner concert conclure condition conduire conduite
  confiance confirmer conflit connaissance connaître connu conseil conséquence conserver considérer construction
  construire contact contenir contenu content continuer contraire contrat contrôle contrôler convaincre corps côté coup
  couper coupe couple cour courant courir cours course court coût créer création crime crise critique croire
  croissance culture culturel danger dangereux date débat début décembre décider décision déclarer déclaration découvrir
  décrire défaite défendre défense degré dehors demain demande demander demi démocratie dépasser départ département
  dépense dernier dernière derrière descendre désormais dessus destiner détail devant développement développer devenir
  devoir dialogue différence différent difficile difficulté dimanche dire direct directement directeur direction
  dirigeant diriger discours discussion disparaître disposer disposition distance divers dix dizaine document domaine
  dommage donner donnée dossier double doute doux droit droite dur durable durant durée durer eau échange échapper
  échec école économie économique écouter écran écrire écrit éducation effectuer effet efficace effort également égard
  église électeur élection électrique élément élève élu emploi employer employé empêcher endroit énergie enfance enfant
  enfin engagement engager enjeu ennemi énorme enquête enseignement ensemble ensuite entendre enterrer entier
  entraîner entraîneur entrée entrer entreprise entretien environ environnement envoyer époque équipe erreur espace
  espérer espoir esprit essayer essentiel essai estimer établir établissement étape état étranger étude étudiant
  étudier europe européen événement éviter évident évoluer évolution évoquer exactement examen exemple exercer
  exister existence expérience expert expliquer explication exprimer extérieur extrême face facile facilement façon
  faible faim falloir famille fatigue faute faux faveur favorable femme fenêtre fermer fermeture fête feu février fiche
  fier figure fil fille film fils fin final finale finalement financer financement financier finir fixe fixer fleur
  fleuve fond fonction fonctionnement fonder football force forêt formation forme former formule fort forte fortement
  fournir foyer frais français france franc frapper frère froid front frontière gagner garantie garantir garçon garde
  garder gauche gaz général générale génération genre gens geste gestion gouvernement grâce grand grande grandir grave
  gros groupe guerre guide habitant habitude haut hausse hauteur herbe heure heureux hier histoire historique hiver
  homme honneur hôpital horaire hors hôtel huit humain hypothèse idée identifier île image imaginer immédiatement
  immense immeuble impact important importance importer imposer impossible impression incendie incident inclure
  indiquer individu industrie industriel influence information informer initiative inquiéter institution intelligence
  intention intérêt intéressant intéresser intérieur international internet interview intervenir intervention inutile
  inviter issu janvier jardin jeter jeu jeudi jeune jeunesse joie joindre joli jouer joueur journal journaliste
  journée juge juger juillet juin jury juste justice justement kilomètre lac laisser lancer langue large latin leçon
  lecteur lecture léger lettre lever liberté libre lien lieu ligne limite limiter lire liste lit litre livre local logement
  logique loi loin long longtemps longue lors lorsque lourd lumière lundi lutte lutter machine madame magasin mai main
  maintenant maintenir maire maison maître majorité malade maladie malgré manger manière manque manquer marche marché
  marcher mardi mari mariage marque marquer mars masse match matériel matière matin mauvais maximum médecin média
  meilleur membre mémoire menace menacer mener mer merci mercredi mère message mesure métier mètre mettre meurtre
  midi milieu militaire mille milliard million ministère ministre minute mise mission mobile mode modèle moderne moi
  mois moitié moment monde mondial monsieur montagne monter montrer morceau mort mot moteur mourir mouvement moyen moyenne mur
  musée musique musicien naissance naître nation national nature naturel nécessaire nécessité négociation neige nez
  niveau noir nom nombre nombreux nommer nord normal normalement note noter nouveau nouvelle novembre nuit numéro objectif
  objet obliger observer obtenir occasion occuper océan octobre œil œuvre offre offrir oiseau ombre opération opinion opposer
  opposition ordre organisation organiser origine oublier ouest ouvert ouverture ouvrage ouvrir page paix papier parc
  parcours pareil parent parfait parfois parlement parler parmi parole part partager partenaire parti participer
  participation particulier particulièrement partie partir partout parvenir passage passé passer patient patron pauvre payer
  pays paysage peine peintre peinture pensée penser perdre père période permettre permis perspective perte petit petite
  peuple peur phase photo phrase physique pièce pied pierre piste place placer plage plaisir plan plancher planète plante
  plein pluie plupart plutôt poche poids point police policier politique pomme pont populaire population port porte
  porter portrait poser position posséder possible possibilité poste pouvoir pratique précédent préciser précis
  préférer préfet premièrement prendre préparer présence présent présenter président presque presse pression prêt
  prétendre preuve prévenir prévoir prier principal principe printemps prison prix problème procédure procès
  processus prochain proche produire produit production professeur profession professionnel profiter profond
  programme progrès projet projeter promettre propos proposer proposition propre propriétaire propriété protection
  protéger prouver public publier publique publication puisque puissance puissant qualité quantité quart quartier
  quasi quatre question quitter quotidien raconter radio raison ramener rang rapide rapidement rappeler rapport rare
  rassembler réaction réagir réalisation réaliser réalité récemment récent recevoir recherche rechercher reconnaître
  record recours rédaction redevenir réduire réel référence réflexion réforme refuser refus regard regarder région
  régional règle règlement regretter rejeter rejoindre relation relever remarquer remettre remonter remplacer remplir
  rencontre rencontrer rendre renforcer renoncer rentrer répéter répondre réponse reprendre représentant représenter
  reprise république réseau réserve résister résoudre respect respecter responsable responsabilité ressembler ressource
  restaurant reste rester résultat retard retenir retirer retour retourner retraite retrouver réunion réunir réussir
  réussite rêve révéler revenir revenu révolution revue riche rire risque risquer rivière rôle roman rouge route royaume
  rue saison salaire salle samedi sang santé satisfaire sauver savoir scène science scientifique scolaire seconde
  secret secrétaire secteur section sécurité seigneur sein semaine sembler sens sentiment sentir séparer sept septembre
  série sérieux service servir seul seule seulement sexe siècle siège signe signer signifier silence simple simplement
  site situation situer six social société sœur soi soir soirée soldat soleil solide solution sombre somme sommet
  sorte sortie sortir souci souffrir souhaiter souligner source sourire soutenir soutien souvenir souvent spécial
  spécialiste spectacle sport sportif stade station statut structure style succès sud suffire suite suivant suivre
  sujet superbe supérieur supporter supprimer surface surprise surtout surveiller survivre susceptible symbole
  syndicat système table tableau taille tandis tant tard taux taxe technique technologie télé téléphone télévision témoin
  tendance tendre tenir tenter terme terminer terrain terrasse terre terrible territoire test tête texte théâtre
  théorie thème tiers tirer titre titulaire tomber ton total totalement toucher tour tourner touriste tournoi tradition
  train traitement traiter transformer transport travail travailler travaux travers traverser trente tribunal
  troisième trouver tuer type ultime union unique unité univers université urgence usage usine utile utiliser
  utilisation vague valeur valoir vélo vendre vendredi venir vent vente ventre vérifier véritable vérité verre version
  vert veste victime victoire vide vidéo vie vieux vieille village ville vin vingt violence violent visage visite
  visiter vite vitesse vivant vivre voici voie voilà voir voisin voiture voix vol voler volonté vote voter vouloir
  voyage voyager vrai vraiment vue zone`
  .trim()
  .split(/\s+/u);
