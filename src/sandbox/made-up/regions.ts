/** A place where made-up people and companies live. `#` in a pattern becomes a digit. */
export type Region = {
  country: string
  /** With an extension where few numbers are kept free for made-up people: else hundreds would share each of them. */
  phone: string
  mobile: string
  /** How many of a hundred have a mobile number: few, where few numbers are kept free. */
  mobilesPerHundred: number
  zip: string
  language: string
  timeZone: string
  /** Ends of company names; an empty one leaves the name bare. */
  legalForms: readonly string[]
  streets: readonly string[]
  /** City and state or region. */
  cities: readonly (readonly [city: string, state: string])[]
}

export const REGIONS = {
  unitedStates: {
    country: 'United States',
    phone: '+1 (312) 555-01## ext. ###',
    mobile: '+1 (646) 555-01##',
    mobilesPerHundred: 4,
    zip: '606##',
    language: 'en',
    timeZone: 'us_slash_central',
    legalForms: ['', 'Inc.', 'LLC'],
    streets: ['Maple Street', 'Harbor Avenue', 'Lake Shore Drive', 'Second Street'],
    cities: [
      ['Chicago', 'Illinois'],
      ['Portland', 'Oregon'],
      ['Savannah', 'Georgia'],
      ['Duluth', 'Minnesota'],
    ],
  },
  unitedKingdom: {
    country: 'United Kingdom',
    phone: '+44 20 7946 0### ext. ###',
    mobile: '+44 7700 900###',
    mobilesPerHundred: 15,
    zip: 'BS# #AF',
    language: 'en',
    timeZone: 'europe_slash_london',
    legalForms: ['', 'Ltd', 'plc'],
    streets: ['Quay Street', 'Station Road', 'Mill Lane', 'Victoria Terrace'],
    cities: [
      ['Bristol', 'England'],
      ['Leith', 'Scotland'],
      ['Cardiff', 'Wales'],
      ['Whitby', 'England'],
    ],
  },
  germany: {
    country: 'Germany',
    phone: '+49 30 23125 ### ext. ###',
    mobile: '+49 171 39200 ##',
    mobilesPerHundred: 4,
    zip: '2####',
    language: 'de',
    timeZone: 'europe_slash_berlin',
    legalForms: ['GmbH', 'AG', 'GmbH & Co. KG'],
    streets: ['Hafenstraße', 'Lindenallee', 'Am Speicher', 'Schillerplatz'],
    cities: [
      ['Hamburg', 'Hamburg'],
      ['Köln', 'Nordrhein-Westfalen'],
      ['Leipzig', 'Sachsen'],
      ['Tübingen', 'Baden-Württemberg'],
    ],
  },
  france: {
    country: 'France',
    phone: '+33 1 99 00 ## ##',
    mobile: '+33 6 39 98 ## ##',
    mobilesPerHundred: 45,
    zip: '69###',
    language: 'fr',
    timeZone: 'europe_slash_paris',
    legalForms: ['', 'SARL', 'SAS'],
    streets: ['rue des Tanneurs', 'quai de la Rapée', 'avenue Jean-Jaurès', 'place du Marché'],
    cities: [
      ['Lyon', 'Auvergne-Rhône-Alpes'],
      ['Saint-Étienne', 'Auvergne-Rhône-Alpes'],
      ['Marseille', 'Provence-Alpes-Côte d’Azur'],
      ['Orléans', 'Centre-Val de Loire'],
    ],
  },
  spain: {
    country: 'Spain',
    phone: '+34 91 555 ## ##',
    mobile: '+34 600 55 ## ##',
    mobilesPerHundred: 45,
    zip: '08###',
    language: 'es',
    timeZone: 'europe_slash_madrid',
    legalForms: ['S.L.', 'S.A.', ''],
    streets: ['Calle Mayor', 'Paseo del Puerto', 'Avenida de la Constitución', 'Calle del Olivo'],
    cities: [
      ['Barcelona', 'Cataluña'],
      ['A Coruña', 'Galicia'],
      ['Málaga', 'Andalucía'],
      ['Logroño', 'La Rioja'],
    ],
  },
  italy: {
    country: 'Italy',
    phone: '+39 06 5550 ####',
    mobile: '+39 320 555 ####',
    mobilesPerHundred: 45,
    zip: '16###',
    language: 'it',
    timeZone: 'europe_slash_rome',
    legalForms: ['S.r.l.', 'S.p.A.', ''],
    streets: ['Via Garibaldi', 'Corso Italia', 'Via del Porto', 'Piazza San Marco'],
    cities: [
      ['Genova', 'Liguria'],
      ['Bologna', 'Emilia-Romagna'],
      ['Forlì', 'Emilia-Romagna'],
      ['Trieste', 'Friuli-Venezia Giulia'],
    ],
  },
  sweden: {
    country: 'Sweden',
    phone: '+46 8 465 004 ## ext. ###',
    mobile: '+46 70 174 06 ##',
    mobilesPerHundred: 4,
    zip: '4## ##',
    language: 'sv',
    timeZone: 'europe_slash_stockholm',
    legalForms: ['AB', ''],
    streets: ['Storgatan', 'Hamngatan', 'Kungsvägen', 'Östra Ågatan'],
    cities: [
      ['Göteborg', 'Västra Götaland'],
      ['Malmö', 'Skåne'],
      ['Umeå', 'Västerbotten'],
      ['Visby', 'Gotland'],
    ],
  },
  poland: {
    country: 'Poland',
    phone: '+48 22 555 ## ##',
    mobile: '+48 600 555 ###',
    mobilesPerHundred: 15,
    zip: '80-###',
    language: 'pl',
    timeZone: 'europe_slash_warsaw',
    legalForms: ['Sp. z o.o.', 'S.A.'],
    streets: ['ulica Długa', 'aleja Róż', 'ulica Portowa', 'ulica Święty Marcin'],
    cities: [
      ['Gdańsk', 'Pomorskie'],
      ['Łódź', 'Łódzkie'],
      ['Poznań', 'Wielkopolskie'],
      ['Wrocław', 'Dolnośląskie'],
    ],
  },
  brazil: {
    country: 'Brazil',
    phone: '+55 11 5550-####',
    mobile: '+55 11 95550-####',
    mobilesPerHundred: 45,
    zip: '01###-000',
    language: 'pt',
    timeZone: 'america_slash_sao_paulo',
    legalForms: ['Ltda.', 'S.A.', ''],
    streets: ['Rua das Flores', 'Avenida São João', 'Rua do Porto', 'Travessa da Sé'],
    cities: [
      ['São Paulo', 'São Paulo'],
      ['Florianópolis', 'Santa Catarina'],
      ['Belém', 'Pará'],
      ['Recife', 'Pernambuco'],
    ],
  },
  india: {
    country: 'India',
    phone: '+91 80 5550 ####',
    mobile: '+91 98450 5####',
    mobilesPerHundred: 45,
    zip: '5600##',
    language: 'en',
    timeZone: 'asia_slash_kolkata',
    legalForms: ['Pvt. Ltd.', 'Ltd.', ''],
    streets: ['MG Road', 'Brigade Road', 'Marine Drive', 'Temple Street'],
    cities: [
      ['Bengaluru', 'Karnataka'],
      ['Kochi', 'Kerala'],
      ['Pune', 'Maharashtra'],
      ['Chennai', 'Tamil Nadu'],
    ],
  },
  japan: {
    country: 'Japan',
    phone: '+81 3 5550 ####',
    mobile: '+81 90 5550 ####',
    mobilesPerHundred: 45,
    zip: '231-00##',
    language: 'ja',
    timeZone: 'asia_slash_tokyo',
    legalForms: ['K.K.', 'G.K.', ''],
    streets: ['Minato Mirai', 'Sakuragichō', 'Motomachi', 'Ōdōri'],
    cities: [
      ['Yokohama', 'Kanagawa'],
      ['Kōbe', 'Hyōgo'],
      ['Sapporo', 'Hokkaidō'],
      ['Nagasaki', 'Nagasaki'],
    ],
  },
  nigeria: {
    country: 'Nigeria',
    phone: '+234 1 555 ####',
    mobile: '+234 803 555 ####',
    mobilesPerHundred: 45,
    zip: '1012##',
    language: 'en',
    timeZone: 'africa_slash_lagos',
    legalForms: ['Ltd', 'Plc'],
    streets: ['Marina Road', 'Broad Street', 'Awolowo Road', 'Creek Road'],
    cities: [
      ['Lagos', 'Lagos'],
      ['Ìbàdàn', 'Ọ̀yọ́'],
      ['Port Harcourt', 'Rivers'],
      ['Enugu', 'Enugu'],
    ],
  },
} as const satisfies Record<string, Region>

export type RegionName = keyof typeof REGIONS

export const REGION_NAMES = Object.keys(REGIONS) as readonly RegionName[]
