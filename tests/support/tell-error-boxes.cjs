/** Electron reads it before the app (`-r`): a box of an error waits for somebody to close it, and nobody is there. */
const process = require('node:process')
const { dialog } = require('electron')

dialog.showErrorBox = (title, text) => process.stdout.write(`\nerror box: ${title}: ${text}\n`)
