import type { Fault } from '../../src/sandbox/faults.ts'

/** HubSpot's calls for records, for faults that are to hit one way of reading and not the other. */
export const objects = '/crm/objects/2026-09'

export const lists = (type: string): Pick<Fault, 'method' | 'path'> => ({
  method: 'GET',
  path: `${objects}/${type}`,
})

export const searches = (type: string): Pick<Fault, 'method' | 'path'> => ({
  method: 'POST',
  path: `${objects}/${type}/search`,
})
