/** The least that an app with React and MUI can show. The page is built by the bench. */
import { app, BrowserWindow } from 'electron'

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// Not awaited here: Electron holds back 'ready' until the entry's top level has ended.
void app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('page/index.html'))
