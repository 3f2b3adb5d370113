/** Somebody (or a queue) who owns records. */
export type Owner = {
  /** What records store in `hubspot_owner_id`. */
  id: string
  /** The person's user id, which is another number; queues have none. */
  userId?: number
  email?: string
  firstName?: string
  lastName?: string
  type: 'PERSON' | 'QUEUE'
  createdAt: string
  updatedAt: string
  archived: boolean
  teams?: readonly { id: string; name: string; primary: boolean }[]
}

const SALES = { id: '368389', name: 'Harbour sales', primary: true }
const SERVICE = { id: '368390', name: 'Customer service', primary: true }
const ABROAD = { id: '368391', name: 'Overseas', primary: false }

/** The owners of the account, in the order of their ids. One has left; records still name her. */
export const OWNERS: readonly Owner[] = [
  {
    id: '41629779',
    userId: 61_204_417,
    email: 'sam.harbour@example.com',
    firstName: 'Sam',
    lastName: 'Harbour',
    type: 'PERSON',
    createdAt: '2022-02-14T08:30:00Z',
    updatedAt: '2026-09-30T11:42:10.512Z',
    archived: false,
    teams: [SALES],
  },
  {
    id: '41629780',
    userId: 61_204_418,
    email: 'ines.cordeiro@example.com',
    firstName: 'Inês',
    lastName: 'Cordeiro',
    type: 'PERSON',
    createdAt: '2022-02-14T08:31:07.224Z',
    updatedAt: '2026-10-02T06:05:59Z',
    archived: false,
    teams: [SALES, ABROAD],
  },
  {
    id: '47120336',
    userId: 63_118_902,
    email: 'petra.lindholm@example.com',
    firstName: 'Petra',
    lastName: 'Lindholm',
    type: 'PERSON',
    createdAt: '2022-09-01T07:00:12.900Z',
    updatedAt: '2025-03-31T16:00:00Z',
    archived: true,
  },
  {
    id: '52810344',
    userId: 64_870_251,
    email: 'takumi.mori@example.com',
    firstName: '匠',
    lastName: '森',
    type: 'PERSON',
    createdAt: '2023-04-17T01:12:45.087Z',
    updatedAt: '2026-08-11T09:20:31.600Z',
    archived: false,
    teams: [ABROAD],
  },
  {
    id: '58200417',
    firstName: 'Front desk',
    type: 'QUEUE',
    createdAt: '2024-01-08T10:00:00Z',
    updatedAt: '2026-05-19T13:13:13.131Z',
    archived: false,
  },
  {
    id: '60119025',
    userId: 70_044_630,
    email: 'noor.al-sayed@example.com',
    firstName: 'نور',
    lastName: 'السيد',
    type: 'PERSON',
    createdAt: '2025-06-02T12:00:03.450Z',
    updatedAt: '2026-10-20T08:48:00Z',
    archived: false,
    teams: [SERVICE],
  },
  {
    id: '60119026',
    userId: 70_044_631,
    email: 'obi@example.com',
    type: 'PERSON',
    createdAt: '2025-06-02T12:04:58.002Z',
    updatedAt: '2026-10-20T08:49:37.771Z',
    archived: false,
    teams: [SERVICE, ABROAD],
  },
]

/** Whom made-up records belong to; the one who left is among them. */
export const OWNER_IDS: readonly string[] = OWNERS.map(({ id }) => id)
