import { contextBridge, ipcRenderer } from 'electron'
import { contractNames } from '../shared/ipc/built-in-names.ts'
import { createClient } from './create-client.ts'

contextBridge.exposeInMainWorld(
  'api',
  createClient(
    contractNames,
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
