import type { RegionName } from './regions.ts'

/** A written name and its spelling in an e-mail address. */
export type Name = { written: string; slug: string }

/** First and last names that go together, and where the people who bear them live. */
export type NameGroup = { region: RegionName; firsts: readonly Name[]; lasts: readonly Name[] }

/**
 * Names as lists of words; `written=slug` where the spelling in an address does not follow from the name.
 * No last name occurs in two groups: an address must lead back to one group (a test holds this).
 */
const LISTS: readonly (readonly [region: RegionName, firsts: string, lasts: string])[] = [
  [
    'unitedStates',
    'Emma,Noah,Ava,Mason,Harper,Elijah,Savannah,Wyatt,Brooklyn,Caleb,Autumn,Jackson,Madison,Logan,Scarlett,Hunter,Destiny,Tyler,Paige,Brandon,Kayla,Dylan,Sierra,Austin,Jasmine,Marcus,Bethany,Trevor,Naomi,Darius,Hazel,Julian',
    'Whitaker,Sullivan,Hayes,Brooks,Coleman,Freeman,Washington,Jefferson,Caldwell,Prescott,Donovan,Harrington,Monroe,Fletcher,Lawson,Bennett,Pierce,Hawkins,Beaumont,Carver,Delgado,Ellison,Fairbanks,Gallagher,Holloway,Jennings,Kirkland,Langston,McAllister,Okafor-Reed,Quinn,Rutherford',
  ],
  [
    'unitedKingdom',
    'Oliver,Amelia,Harry,Isla,George,Poppy,Alfie,Freya,Archie,Imogen,Rhys,Siân,Callum,Eilidh,Ewan,Niamh,Fergus,Bronwen,Hamish,Cerys,Rupert,Beatrice,Barnaby,Florence,Alistair,Harriet,Tobias,Matilda,Gareth,Rosalind,Duncan,Philippa',
    'Ashworth,Blackwood,Cartwright,Davenport,Ellwood,Fairfax,Greenhalgh,Hathersage,Ingleby,Kingsley,Llewellyn,MacGregor,Nightingale,Oakley,Pemberton,Ravenscroft,Sinclair,Thackeray,Underwood,Vaughan,Wainwright,Yardley,Abernathy,Buchanan,Cholmondeley,Drummond,Eccleston,Fotheringham,Gwynne,Hargreaves,Jardine,O’Rourke',
  ],
  [
    'germany',
    'Lukas,Hannah,Jürgen,Käthe,Matthias,Annika,Björn,Liesel,Stefan,Friederike,Günther,Ingrid,Tobias,Katharina,Jörg,Sabine,Florian,Heike,Konstantin,Ulrike,Moritz,Franziska,Jens,Gisela,Sören,Mareike,Wolfgang,Antje,Dietmar,Birgit',
    'Müller,Schröder,Weiß,Böhm,Krüger,Jäger,Lindemann,Brandt,Hoffmann,Schäfer,Köhler,Vogt,Reinhardt,Engelhardt,Kästner,Rößler,Winkler,Ackermann,Baumgärtner,Dreyer,Eichhorn,Fährmann,Großmann,Hölderlin,Kirchner,Löwenstein,Petersen,Steinbrück,Wüstenhagen,Zöllner',
  ],
  [
    'france',
    'Camille,Théo,Chloé,Hugo,Léa,Mathéo,Manon,Raphaël,Inès,Étienne,Zoé,Aurélien,Clémence,Benoît,Maëlle,François,Élodie,Gaël,Noémie,Loïc,Solène,Rémi,Héloïse,Tristan,Océane,Jérôme,Anaïs,Cédric,Margaux,Yannick',
    'Lefèvre,Moreau,Dubois,Girard,Fournier,Mercier,Beauchamp,Chevalier,Delacroix,Fontaine,Garnier,Hébert,Lacroix,Marchand,Noël,Pelletier,Renaud,Rousseau,Saunière,Thibault,Vasseur,Bélanger,Carpentier,Desrochers,Gauthier,Lemaître,Montségur,Poincaré,Royer,Verneuil',
  ],
  [
    'spain',
    'Lucía,Mateo,Sofía,Álvaro,Martina,Íñigo,Paula,Joaquín,Carmen,Andrés,Inmaculada,Rubén,Nuria,Óscar,Begoña,Iván,Rocío,Sebastián,Itziar,Gonzalo,Pilar,Adrián,Montserrat,Raúl,Aitana,Víctor,Leire,Germán,Ximena,Jesús',
    'García,Fernández,Núñez,Ibáñez,Muñoz,Castaño,Peña,Zubiri,Etxeberria,Domínguez,Hernández,Giménez,Llorente,Márquez,Ordóñez,Quiñones,Rodríguez,Sáenz,Urrutia,Vázquez,Yáñez,Aguirre,Bermúdez,Cordero,Escobar,Figueroa,Guzmán,Herrero,Iglesias,Ybarra',
  ],
  [
    'italy',
    'Giulia,Lorenzo,Chiara,Matteo,Francesca,Alessandro,Elisa,Davide,Ginevra,Niccolò,Beatrice,Tommaso,Ilaria,Riccardo,Serena,Gabriele,Noemi,Leonardo,Arianna,Federico,Viola,Edoardo,Martina,Simone,Greta,Pietro,Ludovica,Emanuele',
    'Rossi,Bianchi,Esposito,Ferrari,Colombo,Ricci,Marino,Greco,Conti,De Luca,Mancini,Lombardi,Barbieri,Moretti,Fontana,Santoro,Rinaldi,Caruso,Galli,Ferrara,Martinelli,Leone,Longo,Gentile,Vitale,D’Angelo,Bellini,Cattaneo',
  ],
  [
    'sweden',
    'Elsa,Nils,Astrid,Gustav,Åsa,Håkan,Ebba,Sven,Ingela,Torbjörn,Linnéa,Anders,Märta,Göran,Tove,Östen,Signe,Fredrik,Annika,Måns,Frida,Lars,Ylva,Kjell,Maja,Erik,Saga,Rolf',
    'Lindqvist,Bergström,Åkesson,Sjöberg,Nyström,Söderlund,Ekdahl,Björklund,Hallström,Öberg,Strömberg,Wikström,Dahlgren,Forsberg,Grönlund,Hedlund,Isaksson,Jönsson,Källström,Lövgren,Norrby,Palmqvist,Rådström,Sandström,Törnkvist,Västerlund,Älgström,Östlund',
  ],
  [
    'poland',
    'Zofia,Jakub,Małgorzata,Paweł,Agnieszka,Łukasz,Katarzyna,Michał,Bożena,Tomasz,Grażyna,Krzysztof,Elżbieta,Sławomir,Jadwiga,Wojciech,Żaneta,Mirosław,Iwona,Radosław,Dorota,Stanisław,Hanna,Bartłomiej,Kinga,Zbigniew',
    'Nowak,Kowalczyk,Wiśniewska,Wójcik,Kamiński,Lewandowska,Zieliński,Szymańska,Woźniak,Dąbrowski,Kozłowska,Jankowski,Mazur,Krawczyk,Piotrowska,Grabowski,Pawłowska,Michalski,Król,Wieczorek,Jabłońska,Wróbel,Górski,Łukasik,Ściana,Żurawska',
  ],
  [
    'brazil',
    'João,Conceição,Thiago,Luíza,Antônio,Beatriz,Vinícius,Larissa,Fábio,Letícia,Caetano,Débora,Flávia,Márcio,Patrícia,Rogério,Simão,Tâmara,Ulisses,Vitória,Washington,Yasmin,Zélia,Américo,Cauã,Estêvão',
    'Silva,Gonçalves,Araújo,Conceição,Magalhães,Brandão,Carvalho,Duarte,Espírito Santo,Falcão,Guimarães,Henriques,Junqueira,Leitão,Moraes,Nóbrega,Oliveira,Paixão,Queirós,Ribeiro,Simões,Tavares,Uchôa,Valadão,Xavier,Zanetti',
  ],
  [
    'india',
    'Aarav,Priya,Vihaan,Ananya,Arjun,Diya,Rohan,Kavya,Ishaan,Meera,Kabir,Nisha,Siddharth,Lakshmi,Rahul,Pooja,Vikram,Shreya,Aditya,Divya,Karthik,Sunita,Nikhil,Radhika,Suresh,Deepa',
    'Sharma,Iyer,Patel,Nair,Reddy,Chatterjee,Kulkarni,Menon,Banerjee,Deshpande,Gupta,Joshi,Krishnan,Mehta,Pillai,Rao,Srinivasan,Thakur,Venkatesh,Bhattacharya,Chaudhary,Ghosh,Hegde,Kapoor,Mukherjee,Subramaniam',
  ],
  [
    'japan',
    'Haruto,Yui,Sōta,Aoi,Ren,Hina,Minato,Mei,Yūto,Sakura,Riku,Rin,Kaito,Himari,Takumi,Ichika,Daichi,Akari,Shō,Kokona,Hayato,Mio,Kenji,Naoko',
    'Tanaka,Suzuki,Kobayashi,Yoshida,Yamaguchi,Matsumoto,Inoue,Kimura,Shimizu,Hayashi,Saitō,Mori,Abe,Ikeda,Hashimoto,Ishikawa,Ogawa,Fujita,Okada,Gotō,Hasegawa,Murakami,Kondō,Ōno',
  ],
  [
    'nigeria',
    'Chinedu,Adaeze,Olúfẹ́mi,Ngozi,Emeka,Ìfẹ́olúwa,Tunde,Chiamaka,Babátúndé,Folasade,Ikenna,Yetunde,Obinna,Temitope,Kelechi,Amara,Segun,Ebele,Uche,Bisi,Nnamdi,Simisola,Chukwuma,Titilayo',
    'Okonkwo,Adébáyò,Eze,Ogunleye,Nwosu,Adeyemi,Okeke,Balogun,Chukwu,Adichie,Oyelaran,Igwe,Bankole,Nwachukwu,Olawale,Udo,Akande,Ibekwe,Fashola,Onyeka,Abiola,Ekwueme,Lawal,Ojo',
  ],
  // A few who write their names in their own script.
  [
    'japan',
    '美咲=misaki,大翔=hiroto,結衣=yuina,蓮=renji,陽菜=haruna,悠真=yuma',
    '佐藤=sato,高橋=takahashi,渡辺=watanabe,中村=nakamura,山本=yamamoto,伊藤=ito',
  ],
  [
    'poland',
    'Анна=anna,Дмитро=dmytro,Олена=olena,Сергій=serhii,Юлія=yuliia,Тарас=taras',
    'Шевченко=shevchenko,Коваленко=kovalenko,Бондар=bondar,Мельник=melnyk,Ткачук=tkachuk,Лисенко=lysenko',
  ],
  [
    'germany',
    'Ελένη=eleni,Γιώργος=giorgos,Σοφία=sophia,Νίκος=nikos,Μαρία=maria',
    'Παπαδόπουλος=papadopoulos,Ιωάννου=ioannou,Δημητρίου=dimitriou,Κωνσταντίνου=konstantinou,Γεωργίου=georgiou',
  ],
  [
    'france',
    'ليلى=leila,يوسف=youssef,سلمى=salma,كريم=karim,نور=nour',
    'المنصوري=almansouri,حداد=haddad,الخطيب=alkhatib,بن علي=benali,العلوي=alaoui',
  ],
  ['unitedStates', '서연=seoyeon,민준=minjun,지우=jiwoo,하은=haeun', '김=gim,박=bak,최=choe,정=jeong'],
  [
    'india',
    'आरती=aarti,विवेक=vivek,सुमन=suman,राजेश=rajesh',
    'वर्मा=varma,त्रिपाठी=tripathi,मिश्रा=mishra,चौहान=chauhan',
  ],
]

/** Letters that stay whole when accents are taken off. */
const UNDECOMPOSED: Record<string, string> = { ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', đ: 'd', ı: 'i' }

export const NAME_GROUPS: readonly NameGroup[] = LISTS.map(([region, firsts, lasts]) => ({
  region,
  firsts: firsts.split(',').map(toName),
  lasts: lasts.split(',').map(toName),
}))

/** A name in plain small letters, as people put it into an address: `Søren O’Rourke` → `sorenorourke`. */
export function slugOf(written: string): string {
  return written
    .normalize('NFD')
    .toLowerCase()
    .replace(/[ßłøæđı]/g, (letter) => UNDECOMPOSED[letter] ?? '')
    .replace(/[^a-z0-9]/g, '')
}

function toName(entry: string): Name {
  const [written = '', slug] = entry.split('=')
  return { written, slug: slug ?? slugOf(written) }
}
