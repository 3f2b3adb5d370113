import { between, createRandom, createShuffle, fillDigits, pick } from '../random.ts'
import { slugOf, type Name } from './names.ts'
import { REGION_NAMES, REGIONS, type Region, type RegionName } from './regions.ts'

export type Company = {
  name: string
  domain: string
  industry: string
  /** One of HubSpot's industry codes. */
  industryCode: string
  regionName: RegionName
  city: string
  state: string
  street: string
  zip: string
  phone: string
  employees: number
  foundedYear: number
}

export type Companies = {
  count: number
  companyAt: (index: number) => Company
  /** The index of some company of a region; undefined when there are no companies at all. */
  indexNear: (region: RegionName, share: number) => number | undefined
}

const STREAM = 11
/** Contacts and deals ask for the same companies again and again; so many are remembered. */
const REMEMBERED = 5_000

const PREFIXES: readonly Name[] =
  'Aurora,Northwind,Blue Harbor,Meridian,Cobalt,Juniper,Silver Birch,Halcyon,Lighthouse,Copperfield,Tidewater,Evergreen,Polaris,Redwood,Saffron,Granite,Cedar & Pine,Windrose,Amberley,Kestrel,Marigold,Oakhaven,Pinnacle,Quayside,Riverbend,Sandpiper,Thistle,Umbra,Verdant,Willow Creek,Zephyr,Albatross,Bellweather,Cascade,Driftwood,Everly,Foxglove,Goldfinch,Heron,Ironbridge,Kingfisher,Larkspur,Moonrise,Nutmeg,Osprey,Periwinkle,Rosewater,Starling,Summit,Compass,Anchor,Beacon,Calder,Dovetail,Elmwood,Fernhill,Greystone,Harvest Moon,Indigo,Jade Bay,Keystone,Linden,Mistral,North Quay,Orchard,Paragon,Quarry Lane,Ravenna,Solstice,Tamarind,Upland,Vela,Westerly,Yarrow,Zenith,Acorn,Brightwater,Coral,Dune,Ember'
    .split(',')
    .map((written) => ({ written, slug: slugOf(written) }))

/** What a company does: the second half of its name, the word for it, and HubSpot's code. */
const TRADES: readonly (readonly [trade: string, industry: string, code: string])[] = [
  ['Logistics', 'Logistics', 'LOGISTICS_AND_SUPPLY_CHAIN'],
  ['Textiles', 'Textiles', 'TEXTILES'],
  ['Robotics', 'Automation', 'INDUSTRIAL_AUTOMATION'],
  ['Foods', 'Food production', 'FOOD_PRODUCTION'],
  ['Software', 'Software', 'COMPUTER_SOFTWARE'],
  ['Instruments', 'Medical devices', 'MEDICAL_DEVICES'],
  ['Shipping', 'Maritime', 'MARITIME'],
  ['Architects', 'Architecture', 'ARCHITECTURE_PLANNING'],
  ['Energy', 'Renewable energy', 'RENEWABLES_ENVIRONMENT'],
  ['Publishing', 'Publishing', 'PUBLISHING'],
  ['Analytics', 'Research', 'RESEARCH'],
  ['Furniture', 'Furniture', 'FURNITURE'],
  ['Pharma', 'Pharmaceuticals', 'PHARMACEUTICALS'],
  ['Travel', 'Travel', 'LEISURE_TRAVEL_TOURISM'],
  ['Media', 'Media', 'ONLINE_MEDIA'],
  ['Optics', 'Electronics', 'ELECTRICAL_ELECTRONIC_MANUFACTURING'],
  ['Brewing', 'Beverages', 'FOOD_BEVERAGES'],
  ['Insurance', 'Insurance', 'INSURANCE'],
  ['Telecom', 'Telecommunications', 'TELECOMMUNICATIONS'],
  ['Construction', 'Construction', 'CONSTRUCTION'],
  ['Consulting', 'Consulting', 'MANAGEMENT_CONSULTING'],
  ['Farms', 'Farming', 'FARMING'],
  ['Paper', 'Paper', 'PAPER_FOREST_PRODUCTS'],
  ['Studios', 'Design', 'DESIGN'],
]

/** HubSpot's industry codes, as far as the made-up companies use them, with a label. */
export const INDUSTRIES: readonly (readonly [code: string, label: string])[] = TRADES.map(
  ([, label, code]) => [code, label],
)

/** The first companies: those of the known people, in the same order. */
const NAMED: readonly Omit<Company, 'street' | 'zip' | 'phone' | 'employees'>[] = [
  {
    name: 'Analytical Engines Ltd',
    domain: 'analytical.example',
    industry: 'Automation',
    industryCode: 'INDUSTRIAL_AUTOMATION',
    regionName: 'unitedKingdom',
    city: 'London',
    state: 'England',
    foundedYear: 1843,
  },
  {
    name: 'Compiler Works Inc.',
    domain: 'compiler.example',
    industry: 'Software',
    industryCode: 'COMPUTER_SOFTWARE',
    regionName: 'unitedStates',
    city: 'Arlington',
    state: 'Virginia',
    foundedYear: 1952,
  },
  {
    name: 'Göttinger Institut für Symmetrie',
    domain: 'symmetrie.example',
    industry: 'Research',
    industryCode: 'RESEARCH',
    regionName: 'germany',
    city: 'Göttingen',
    state: 'Niedersachsen',
    foundedYear: 1918,
  },
]

/** Companies by index, each made when it is asked for. Companies of one region stand a fixed step apart. */
export function createCompanies(seed: number, count: number): Companies {
  const shuffle = createShuffle(PREFIXES.length * TRADES.length, seed ^ STREAM)
  const lately = new Map<number, Company>()
  return {
    count,
    companyAt: (index) => {
      const known = lately.get(index)
      if (known !== undefined) return known
      const place = shuffle.forward(index % (PREFIXES.length * TRADES.length))
      const company = makeCompany(seed, place, index)
      if (lately.size >= REMEMBERED) lately.clear()
      lately.set(index, company)
      return company
    },
    indexNear: (region, share) => {
      if (count === 0) return undefined
      const offset = REGION_NAMES.indexOf(region)
      const here = Math.ceil((count - offset) / REGION_NAMES.length)
      return here <= 0 ? Math.floor(share * count) : Math.floor(share * here) * REGION_NAMES.length + offset
    },
  }
}

function makeCompany(seed: number, place: number, index: number): Company {
  const random = createRandom(seed, STREAM, index)
  const [trade, industry, industryCode] = at(TRADES, place % TRADES.length)
  const regionName = NAMED[index]?.regionName ?? at(REGION_NAMES, index % REGION_NAMES.length)
  const region: Region = REGIONS[regionName]
  const prefix = at(PREFIXES, Math.floor(place / TRADES.length))
  const round = Math.floor(index / (PREFIXES.length * TRADES.length)) + 1
  const [city, state] = pick(random, region.cities)
  return {
    name: `${prefix.written} ${trade} ${pick(random, region.legalForms)}`.trim(),
    domain: `${prefix.slug}${trade.toLowerCase()}${round > 1 ? round : ''}.example`,
    industry,
    industryCode,
    regionName,
    city,
    state,
    street: `${pick(random, region.streets)} ${between(random, 1, 180)}`,
    zip: fillDigits(random, region.zip),
    phone: fillDigits(random, region.phone),
    // Many small companies and a few large ones.
    employees: Math.round(3 * 2 ** (random() * 12)),
    foundedYear: between(random, 1898, 2024),
    ...NAMED[index],
  }
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index]
  if (value === undefined) throw new Error('The index lies outside the list')
  return value
}
