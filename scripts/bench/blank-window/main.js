/** The least that Electron can show: what no app of its can be faster or smaller than. */
import { app, BrowserWindow } from 'electron'

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// Not awaited here: Electron holds back 'ready' until the entry's top level has ended.
void app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('index.html'))
