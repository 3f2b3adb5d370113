/** Passes an app's error output on; the line by which Playwright finds the app, once it can be connected to. */
import { createInterface } from 'node:readline'
import { untilNavigated } from './until-navigated.ts'

for await (const line of createInterface({ input: process.stdin })) {
  const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? []
  if (address !== undefined) await untilNavigated(address)
  console.log(line)
}
