import { Notification } from 'electron'
import type { SystemNotifier } from '../system-notices.ts'

/** Shown ones are held until they are gone: one that is collected no longer answers a click. */
const shown = new Set<Notification>()

/** The computer's own notices; where no service shows them, Electron says that it is not supported. */
export const systemNotifier: SystemNotifier = {
  isSupported: () => Notification.isSupported(),
  show({ title, body, onClick }) {
    const notice = new Notification({ title, body, silent: true })
    const forget = (): void => void shown.delete(notice)
    shown.add(notice)
    notice.on('click', () => {
      forget()
      onClick()
    })
    notice.on('close', forget)
    notice.on('failed', forget)
    notice.show()
  },
}
