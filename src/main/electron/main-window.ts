import { BrowserWindow, nativeTheme, screen } from 'electron'
import { appOrigin } from './app-protocol.ts'
import { offerTextMenu } from './application-menu.ts'
import type { Language } from '../../shared/language.ts'
import { keepOnApp } from './session-policy.ts'
import type { WindowPlace } from './preferences-file.ts'

export type AppWindow = BrowserWindow

export interface MainWindowOptions {
  /** The file of the preload. */
  readonly preload: string
  readonly place: WindowPlace | null
  readonly developmentUrl: string | null
  readonly onPlaceChanged: (place: WindowPlace) => void
  /** The one in use, for the menu where text is edited. */
  readonly language: () => Language
  readonly onFocused: () => void
  /** Whether it stays out of sight until somebody asks for it. */
  readonly isHidden: boolean
  /** A key was pressed in it, or the mouse moved over it. */
  readonly onUsed: () => void
}

/** The app's window; shown once its first picture is ready, so that nothing flashes, unless it is to be hidden. */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  const { preload, place, developmentUrl } = options
  const window = new BrowserWindow({
    ...(place !== null && isOnScreen(place) ? place.bounds : { width: 1280, height: 800 }),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Portolan',
    autoHideMenuBar: false,
    // The grounds of `first-paint.css`.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0d171f' : '#f4f7f8',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: developmentUrl !== null,
    },
  })
  if (place?.isMaximized === true) {
    // Maximizing shows a window.
    if (options.isHidden) window.once('show', () => window.maximize())
    else window.maximize()
  }
  const homeUrl = developmentUrl ?? `${appOrigin}/index.html`
  keepOnApp(window.webContents, homeUrl)
  offerTextMenu(window.webContents, options.language)
  window.on('page-title-updated', (event) => event.preventDefault())
  if (!options.isHidden) window.once('ready-to-show', () => window.show())
  const remember = (): void => {
    if (!window.isDestroyed() && !window.isMinimized()) {
      options.onPlaceChanged({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
    }
  }
  window.on('resized', remember)
  window.on('moved', remember)
  window.on('maximize', remember)
  window.on('unmaximize', remember)
  window.on('close', remember)
  window.on('focus', options.onFocused)
  window.on('focus', options.onUsed)
  window.webContents.on('input-event', options.onUsed)
  void window.loadURL(homeUrl)
  return window
}

/** A screen may be gone since the place was remembered. */
function isOnScreen(place: WindowPlace): boolean {
  const { x, y, width, height } = place.bounds
  return screen.getAllDisplays().some(({ workArea }) => {
    const overlapX = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)
    const overlapY = Math.min(y + height, workArea.y + workArea.height) - Math.max(y, workArea.y)
    return overlapX >= 100 && overlapY >= 100
  })
}

/** A page that hangs must not keep anything from being locked. */
const renewDeadlineMs = 2_000
/** What a page says at its end comes on another way than the news that it is gone. */
const lastWordsMs = 50

/**
 * Loads the page anew, so that nothing that it showed stays in it; what is typed and not saved is kept on the way.
 * Resolves when the old page is gone.
 */
export function renewPage({ webContents }: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, renewDeadlineMs)
    webContents.once('did-navigate', () => {
      clearTimeout(timer)
      setTimeout(resolve, lastWordsMs)
    })
    webContents.reload()
  })
}
