import { contextBridge, ipcRenderer } from 'electron'
import { contract } from '../shared/ipc/contract.ts'
import { createClient } from './create-client.ts'

const names = {
  endpoints: Object.fromEntries(
    Object.entries(contract.endpoints).map(([domain, endpoints]) => [domain, Object.keys(endpoints)]),
  ),
  events: Object.keys(contract.events),
}

contextBridge.exposeInMainWorld(
  'api',
  createClient(
    names,
    {
      invoke: (channel, input) => ipcRenderer.invoke(channel, input),
      subscribe(channel, listener) {
        const forward = (_event: unknown, payload: unknown): void => listener(payload)
        ipcRenderer.on(channel, forward)
        return () => {
          ipcRenderer.removeListener(channel, forward)
        }
      },
    },
    process.platform,
  ),
)
