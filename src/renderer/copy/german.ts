import app from './de/app.json'
import bulk from './de/bulk.json'
import connect from './de/connect.json'
import connections from './de/connections.json'
import contacts from './de/contacts.json'
import errors from './de/errors.json'
import items from './de/items.json'
import outbox from './de/outbox.json'
import protection from './de/protection.json'
import settings from './de/settings.json'
import setup from './de/setup.json'
import sync from './de/sync.json'
import ui from './de/ui.json'
import welcome from './de/welcome.json'

/** Every text of the app in German, in a file of its own: who reads English does not load it. */
export const texts = {
  app,
  bulk,
  connect,
  connections,
  contacts,
  errors,
  items,
  outbox,
  protection,
  settings,
  setup,
  sync,
  ui,
  welcome,
}
