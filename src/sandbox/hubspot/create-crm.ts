import { createAssociations } from './associations.ts'
import type { HubSpotBehaviour } from './behaviour.ts'
import type { Crm } from './crm.ts'
import { forEachType } from './for-each-type.ts'
import { createBlockedEmails } from './blocked-emails.ts'
import { createMadeAssociations } from './made-associations.ts'
import type { Maker } from './maker.ts'
import type { ObjectType } from './object-types.ts'
import { createRecords } from './records.ts'
import type { HubSpotState } from './state.ts'
import { createSurveys } from './survey.ts'

type CrmState = Omit<HubSpotState, 'grants'>

export type CrmOptions = {
  makers: Readonly<Record<ObjectType, Maker>>
  now: () => number
  origin: () => string
  behaviour: () => HubSpotBehaviour
  state: CrmState
  onChange: () => void
}

/** Records, the ties between them, and what else must outlive the process besides grants. */
export function createCrm(options: CrmOptions): Crm & { readState: () => CrmState } {
  const { makers, now, origin, behaviour, state, onChange } = options
  const surveys = createSurveys(makers, () => behaviour().oneMillisecond)
  const records = forEachType((type) =>
    createRecords({
      ...{ maker: makers[type], now, state: state.records[type], onChange, behaviour },
      onPresence: (index) => associations.recount({ type, index }),
    }),
  )
  const made = createMadeAssociations(makers, surveys)
  const associations = createAssociations({
    ...{ made, records, onChange, state: state.associations },
    countsAreEdits: () => behaviour().countsAreEdits,
  })
  const blockedEmails = createBlockedEmails(state.blockedEmails, onChange)
  return {
    ...{ records, associations, blockedEmails, surveys, behaviour, now, origin },
    readState: () => ({
      records: forEachType((type) => records[type].readState()),
      associations: associations.readState(),
      blockedEmails: blockedEmails.readState(),
    }),
  }
}
