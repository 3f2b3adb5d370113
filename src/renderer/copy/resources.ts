import commands from '../../shared/copy/en/commands.json'
import app from './en/app.json'
import backup from './en/backup.json'
import bulk from './en/bulk.json'
import connect from './en/connect.json'
import connections from './en/connections.json'
import contacts from './en/contacts.json'
import detail from './en/detail.json'
import diagnostics from './en/diagnostics.json'
import errors from './en/errors.json'
import exporting from './en/exporting.json'
import filters from './en/filters.json'
import grid from './en/grid.json'
import importing from './en/importing.json'
import insights from './en/insights.json'
import items from './en/items.json'
import network from './en/network.json'
import notices from './en/notices.json'
import keyboard from './en/keyboard.json'
import localApi from './en/localApi.json'
import mirror from './en/mirror.json'
import outbox from './en/outbox.json'
import palette from './en/palette.json'
import protection from './en/protection.json'
import settings from './en/settings.json'
import setup from './en/setup.json'
import sync from './en/sync.json'
import ui from './en/ui.json'
import views from './en/views.json'
import welcome from './en/welcome.json'

/** Every text of the app, one namespace a feature. */
export const resources = {
  en: {
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
    network,
    notices,
    keyboard,
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
  },
} as const
