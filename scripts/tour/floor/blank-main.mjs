import { app, BrowserWindow } from 'electron'

// The least that can be a window with something in it: what no Electron app can be faster than.
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL('data:text/html,<!doctype html><title>Blank</title><p>Blank</p>')
})
app.on('window-all-closed', () => app.quit())
