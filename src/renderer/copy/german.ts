import commands from '../../shared/copy/de/commands.json'
import app from './de/app.json'
import backup from './de/backup.json'
import bulk from './de/bulk.json'
import connect from './de/connect.json'
import connections from './de/connections.json'
import contacts from './de/contacts.json'
import detail from './de/detail.json'
import diagnostics from './de/diagnostics.json'
import errors from './de/errors.json'
import exporting from './de/exporting.json'
import filters from './de/filters.json'
import grid from './de/grid.json'
import importing from './de/importing.json'
import insights from './de/insights.json'
import items from './de/items.json'
import keyboard from './de/keyboard.json'
import network from './de/network.json'
import notices from './de/notices.json'
import localApi from './de/localApi.json'
import mirror from './de/mirror.json'
import outbox from './de/outbox.json'
import palette from './de/palette.json'
import protection from './de/protection.json'
import settings from './de/settings.json'
import setup from './de/setup.json'
import sync from './de/sync.json'
import ui from './de/ui.json'
import views from './de/views.json'
import welcome from './de/welcome.json'

/** Every text of the app in German, in a file of its own: who reads English does not load it. */
export const texts = {
  app,
  backup,
  bulk,
  commands,
  connect,
  connections,
  contacts,
  detail,
  diagnostics,
  errors,
  exporting,
  filters,
  grid,
  importing,
  insights,
  items,
  keyboard,
  network,
  notices,
  localApi,
  mirror,
  outbox,
  palette,
  protection,
  settings,
  setup,
  sync,
  ui,
  views,
  welcome,
}
