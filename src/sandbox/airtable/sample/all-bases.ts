import type { BaseSpec } from '../table-spec.ts'
import { PLAYGROUND, UNTITLED } from './all-types.ts'
import { CRM } from './crm.ts'
import { EDITORIAL } from './editorial.ts'
import { EVENT_PLANNING } from './events.ts'
import { INVENTORY, INVENTORY_COPY } from './inventory.ts'

/** The sample workspace, in the order in which Airtable lists it. */
export const ALL_BASES: readonly BaseSpec[] = [
  CRM,
  INVENTORY,
  EDITORIAL,
  EVENT_PLANNING,
  INVENTORY_COPY,
  PLAYGROUND,
  UNTITLED,
]
