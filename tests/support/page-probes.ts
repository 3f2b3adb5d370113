/**
 * What a page tries when somebody else's script has taken it over. Runs inside the page, so it may use
 * nothing from around it. `origin` is a server on this computer that does answer, so that a refusal is the
 * app's doing and not that of a closed port.
 */
export async function tryEverything(origin: string): Promise<Record<string, string>> {
  const attempt = async (run: () => unknown): Promise<string> => {
    try {
      return `worked: ${String(await run())}`
    } catch {
      return 'refused'
    }
  }
  const loaded = (element: HTMLElement): Promise<string> =>
    new Promise((resolve, reject) => {
      element.onload = () => {
        resolve('loaded')
      }
      element.onerror = () => {
        reject(new Error('not loaded'))
      }
    })
  const image = new Image()
  const script = document.createElement('script')
  const frame = document.createElement('iframe')
  const webview = document.createElement('webview')
  const added = [script, frame, webview]
  try {
    const picture = attempt(() => loaded(image))
    const scripted = attempt(() => {
      script.src = `${origin}/script.js`
      return loaded(script)
    })
    image.src = `${origin}/picture.png`
    frame.src = `${origin}/frame.html`
    webview.setAttribute('src', `${origin}/webview.html`)
    document.body.append(...added)
    return {
      require: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
      fetch: await attempt(() => fetch(`${origin}/fetch`, { mode: 'no-cors' })),
      beacon: navigator.sendBeacon(`${origin}/beacon`) ? 'queued' : 'refused',
      file: await attempt(() => fetch('file:///etc/passwd')),
      socket: await attempt(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`)
            socket.onopen = () => {
              resolve('open')
            }
            socket.onerror = () => {
              reject(new Error('not open'))
            }
          }),
      ),
      opened: window.open(`${origin}/window.html`) === null ? 'refused' : 'open',
      evaluated: await attempt(() => (0, eval)('1 + 1') as unknown),
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is what must not work
      built: await attempt(() => new Function('return 1')() as unknown),
      picture: await picture,
      script: await scripted,
      notification: await Notification.requestPermission(),
      camera: await attempt(() => navigator.mediaDevices.getUserMedia({ video: true })),
      clipboard: await attempt(() => navigator.clipboard.readText()),
    }
  } finally {
    for (const element of added) element.remove()
  }
}
