import { eventChannel } from '../../shared/ipc/channels.ts'
import type { EventName, EventPayload } from '../../shared/ipc/types.ts'

/** Tells every window of the app a fact. */
export type Publish = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

export const createPublish =
  (send: (channel: string, payload: unknown) => void): Publish =>
  (name, payload) =>
    send(eventChannel(name), payload)
