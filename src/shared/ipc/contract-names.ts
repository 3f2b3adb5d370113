/** The names of the contract, without its schemas. */
export interface ContractNames {
  readonly endpoints: Readonly<Record<string, readonly string[]>>
  readonly events: readonly string[]
}

interface Table {
  readonly endpoints: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly events: Readonly<Record<string, unknown>>
}

export const namesOf = ({ endpoints, events }: Table): ContractNames => ({
  endpoints: Object.fromEntries(Object.entries(endpoints).map(([domain, of]) => [domain, Object.keys(of)])),
  events: Object.keys(events),
})
