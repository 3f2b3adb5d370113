import { z } from 'zod'
import { runSandbox } from './run-sandbox.ts'

/**
 * What Electron adds to `process` in a utility process, typed here so that the sandbox needs no Electron.
 */
type ParentPort = {
  postMessage: (message: unknown) => void
  on: (event: 'message', listener: (event: { data: unknown }) => void) => void
}

const startSchema = z.object({ type: z.literal('start'), state: z.string().nullable() })

const { parentPort } = process as { parentPort?: ParentPort }

// The app starts this file as a utility process, with the options of the command line, and says `start` with
// what an earlier run remembered. It gets `{ type: 'ready', endpoints }`, and `{ type: 'state', state }`
// after every change. Electron ends the process together with the app.
if (parentPort === undefined) await runSandbox(process.argv.slice(2))
else {
  let isStarted = false
  parentPort.on('message', ({ data }) => {
    const message = startSchema.safeParse(data)
    if (!message.success || isStarted) return
    isStarted = true
    void run(parentPort, message.data.state)
  })
}

async function run(port: ParentPort, state: string | null): Promise<void> {
  const isRunning = await runSandbox(process.argv.slice(2), {
    state,
    announce: (endpoints) => port.postMessage({ type: 'ready', endpoints }),
    onStateChange: (changed) => port.postMessage({ type: 'state', state: changed }),
  })
  // The open port would keep a process alive that serves nothing.
  if (!isRunning) process.exit()
}
