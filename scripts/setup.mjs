/**
 * Brings a fresh clone to where it can start, test, check or package. Run by the npm scripts before anything else, so
 * it is plain JavaScript for Node 20.19 and later, uses no package and is quick when nothing is to do.
 *
 *   node scripts/setup.mjs [--for=start|test|check|package] [--retry]
 *
 * --retry tries the official Electron download again although it failed within the last day, and gives it more time.
 * PORTOLAN_NO_APT=1 never installs system packages; they are named instead.
 */
import { alone } from './setup/lock.mjs'
import { chooseElectron, explainDevelopmentCopy, placeDevelopmentCopy } from './setup/electron.mjs'
import { installPackages, packagesMatch, requireModernNode } from './setup/packages.mjs'
import { SetupError } from './setup/run.mjs'
import { driverMustBeBuilt, forgetDriver, provideDriver } from './setup/store-driver.mjs'
import { provideSystemPackages } from './setup/system-packages.mjs'

const PURPOSES = ['start', 'test', 'check', 'package']

async function prepare({ purpose, retry }) {
  if (!packagesMatch()) await installPackages()
  requireModernNode()
  if (purpose === 'check') return
  const electron = await chooseElectron({ retry })
  const compiles = !electron.official && driverMustBeBuilt()
  await provideSystemPackages({ purpose, compiles })
  if (electron.official) return forgetDriver()
  await Promise.all([placeDevelopmentCopy(), provideDriver()])
  explainDevelopmentCopy()
}

function readArguments(args) {
  const wish = { purpose: 'start', retry: false }
  for (const arg of args) {
    if (arg === '--retry') wish.retry = true
    else if (arg.startsWith('--for=')) wish.purpose = arg.slice('--for='.length)
    else throw new SetupError(`unknown argument ${arg}`)
  }
  if (!PURPOSES.includes(wish.purpose)) throw new SetupError(`--for= takes one of ${PURPOSES.join(', ')}`)
  return wish
}

try {
  const wish = readArguments(process.argv.slice(2))
  await alone(() => prepare(wish))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(`set-up: ${error.message}`)
  process.exitCode = 1
}
