import app from './en/app.json'
import connect from './en/connect.json'
import connections from './en/connections.json'
import contacts from './en/contacts.json'
import errors from './en/errors.json'
import grid from './en/grid.json'
import items from './en/items.json'
import outbox from './en/outbox.json'
import protection from './en/protection.json'
import settings from './en/settings.json'
import setup from './en/setup.json'
import sync from './en/sync.json'
import ui from './en/ui.json'
import welcome from './en/welcome.json'

/** Every text of the app, one namespace a feature. */
export const resources = {
  en: {
    app,
    connect,
    connections,
    contacts,
    errors,
    grid,
    items,
    outbox,
    protection,
    settings,
    setup,
    sync,
    ui,
    welcome,
  },
} as const
