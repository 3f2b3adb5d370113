import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import { SnackbarProvider, useSnackbar } from 'notistack'
import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { say } from '../copy/told.ts'
import { type News, newsKey, onNews } from './notify.ts'
import { createObservable, type Observable } from './observable.ts'
import { Toast } from './Toast.tsx'
import { useClearBottom } from './use-clear-bottom.ts'
import { useNeverHidden } from './use-never-hidden.ts'

declare module 'notistack' {
  interface VariantOverrides {
    news: { news: News; told: Observable<number>; onFollow: (href: string) => void }
    default: false
    success: false
    error: false
    warning: false
    info: false
  }
}

/** More at once are no longer read: the oldest makes room, and the notification centre has them all. */
const mostShown = 3
const components = { news: Toast }

interface ToastsProps {
  /** Px to stay above the bottom of the window. */
  readonly bottom: number
  readonly onFollow: (href: string) => void
}

/** Px between the stack and the edges that it hangs at. */
const margin = 14

/** The one place where news appears: a quiet stack at the corner that takes no focus and covers no form's buttons. */
export function Toasts({ bottom, onFollow }: ToastsProps) {
  const { t } = useTranslation('notices')
  const { transitions } = useTheme()
  const [shown, setShown] = useState(0)
  const frame = useRef<HTMLElement>(null)
  const clear = useClearBottom(frame, bottom + margin, shown > 0)
  useNeverHidden(frame)
  // Beside the rest of the window: an open dialog hides that from screen readers, and news is for everybody.
  return createPortal(
    <Box
      ref={frame}
      component="section"
      aria-label={t('toasts')}
      aria-live="polite"
      // Reached by F6 like every pane, while there is something in it.
      data-pane={shown > 0 ? 'toasts' : undefined}
      style={{ '--toasts-bottom': `${String(clear)}px` } as CSSProperties}
      sx={frameLook}
    >
      <SnackbarProvider
        maxSnack={mostShown}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        Components={components}
        autoHideDuration={null}
        transitionDuration={{
          enter: transitions.duration.enteringScreen,
          exit: transitions.duration.leavingScreen,
        }}
        disableWindowBlurListener
      >
        <Stack
          onFollow={onFollow}
          onChange={(by) => {
            setShown((count) => count + by)
          }}
        />
      </SnackbarProvider>
    </Box>,
    document.body,
  )
}

const frameLook = {
  '& .notistack-SnackbarContainer': {
    bottom: 'var(--toasts-bottom)',
    insetInline: `auto ${String(margin)}px`,
    // On its way it would lie over what it makes room for.
    transition: 'none',
  },
} as const

interface StackProps extends Pick<ToastsProps, 'onFollow'> {
  readonly onChange: (by: 1 | -1) => void
}

/** A toast that is there. */
interface Shown {
  /** How often it was told. */
  readonly told: Observable<number>
  isLeaving: boolean
  isWantedAgain: boolean
}

function Stack({ onFollow, onChange }: StackProps) {
  const { enqueueSnackbar } = useSnackbar()
  /** By what they say: nothing is there twice. */
  const [shown] = useState(() => new Map<string, Shown>())
  useEffect(() => {
    const show = (news: News): void => {
      if (news.isOnScreen === true) return
      const key = newsKey(news)
      const same = shown.get(key)
      if (same !== undefined) {
        if (same.isLeaving) same.isWantedAgain = true
        else same.told.put(same.told.get() + 1)
        return
      }
      const toast: Shown = { told: createObservable(1), isLeaving: false, isWantedAgain: false }
      shown.set(key, toast)
      enqueueSnackbar(say(news.title), {
        variant: 'news',
        news,
        told: toast.told,
        onFollow,
        onEnter: () => {
          onChange(1)
        },
        onClose: () => {
          toast.isLeaving = true
        },
        onExited: () => {
          onChange(-1)
          shown.delete(key)
          if (toast.isWantedAgain) show(news)
        },
      })
    }
    return onNews(show)
  }, [shown, enqueueSnackbar, onFollow, onChange])
  return null
}
