/** A stage of a pipeline: what deals store, what people read, and the chance of winning that it stands for. */
export type DealStage = {
  value: string
  label: string
  probability: string
  isClosed: boolean
  isWon: boolean
}

export type DealPipeline = { value: string; label: string; stages: readonly DealStage[] }

const open = (value: string, label: string, probability: string): DealStage => ({
  value,
  label,
  probability,
  isClosed: false,
  isWon: false,
})
const won = (value: string, label: string): DealStage => ({
  ...{ value, label, probability: '1.0', isClosed: true },
  isWon: true,
})
const lost = (value: string, label: string): DealStage => ({
  ...{ value, label, probability: '0.0', isClosed: true },
  isWon: false,
})

/** The one that every account begins with, and one that the account added: its ids are numbers. */
export const DEAL_PIPELINES: readonly [DealPipeline, DealPipeline] = [
  {
    value: 'default',
    label: 'Sales Pipeline',
    stages: [
      open('appointmentscheduled', 'Appointment Scheduled', '0.2'),
      open('qualifiedtobuy', 'Qualified To Buy', '0.4'),
      open('presentationscheduled', 'Presentation Scheduled', '0.6'),
      open('decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'),
      open('contractsent', 'Contract Sent', '0.9'),
      won('closedwon', 'Closed Won'),
      lost('closedlost', 'Closed Lost'),
    ],
  },
  {
    value: '148273615',
    label: 'Renewals',
    stages: [
      open('290517733', 'Up for renewal', '0.5'),
      open('290517734', 'Offer sent', '0.7'),
      open('290517735', 'Verbal agreement', '0.9'),
      won('290517736', 'Renewed'),
      lost('290517737', 'Not renewed'),
    ],
  },
]

/** The stages of all pipelines; their ids differ. */
export const DEAL_STAGES: readonly DealStage[] = DEAL_PIPELINES.flatMap(({ stages }) => stages)
