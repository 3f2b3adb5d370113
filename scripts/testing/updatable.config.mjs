import { defineConfig } from 'electron-vite'
import own from '../../electron.vite.config.ts'

/** The app's own build of main, without the plugin that writes down what the whole build has in it. */
export default defineConfig({ main: { ...own.main, plugins: [] } })
