import type { RegionName } from './regions.ts'

/** Somebody whom tests and screenshots may rely on, at a fixed place in the list of contacts. */
export type KnownPerson = {
  first: string
  last: string
  email: string
  jobTitle: string
  city: string
  state: string
  region: RegionName
  /** Which of the named companies; undefined leaves it to chance. */
  companyIndex?: number
}

/** The first contacts, in the order of their ids: 9, 51, 52 and on. Their domains are used by nobody else. */
export const KNOWN_PEOPLE: readonly KnownPerson[] = [
  {
    first: 'Ada',
    last: 'Lovelace',
    email: 'ada.lovelace@analytical.example',
    jobTitle: 'Head of Computation',
    city: 'London',
    state: 'England',
    region: 'unitedKingdom',
    companyIndex: 0,
  },
  {
    first: 'Grace',
    last: 'Hopper',
    email: 'grace.hopper@compiler.example',
    jobTitle: 'Rear Admiral',
    city: 'Arlington',
    state: 'Virginia',
    region: 'unitedStates',
    companyIndex: 1,
  },
  {
    first: 'Emmy',
    last: 'Noether',
    email: 'emmy.noether@symmetrie.example',
    jobTitle: 'Professor of Mathematics',
    city: 'Göttingen',
    state: 'Niedersachsen',
    region: 'germany',
    companyIndex: 2,
  },
  {
    first: 'Софья',
    last: 'Ковалевская',
    email: 'sofya.kovalevskaya@analysis.example.org',
    jobTitle: 'Professor of Analysis',
    city: 'Stockholm',
    state: 'Stockholm',
    region: 'sweden',
  },
  {
    first: 'Zénobe',
    last: 'Gramme',
    email: 'zenobe.gramme@dynamo.example.net',
    jobTitle: 'Inventor',
    city: 'Bois-Colombes',
    state: 'Île-de-France',
    region: 'france',
  },
  {
    first: 'Srinivasa',
    last: 'Ramanujan',
    email: 'srinivasa.ramanujan@partitions.example.org',
    jobTitle: 'Clerk',
    city: 'Chennai',
    state: 'Tamil Nadu',
    region: 'india',
  },
  {
    first: '秀樹',
    last: '湯川',
    email: 'hideki.yukawa@meson.example.org',
    jobTitle: 'Professor of Physics',
    city: 'Kyōto',
    state: 'Kyōto',
    region: 'japan',
  },
]
