import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import { SnackbarProvider, useSnackbar } from 'notistack'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type News, newsKey, onNews } from './notify.ts'
import { Toast } from './Toast.tsx'

declare module 'notistack' {
  interface VariantOverrides {
    news: { news: News; onFollow: (href: string) => void }
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

/** The one place where news appears: a quiet stack at the corner that takes no focus. */
export function Toasts({ bottom, onFollow }: ToastsProps) {
  const { t } = useTranslation('notices')
  const { transitions } = useTheme()
  const [shown, setShown] = useState(0)
  return (
    <Box
      component="section"
      aria-label={t('toasts')}
      aria-live="polite"
      // Reached by F6 like every pane, while there is something in it.
      data-pane={shown > 0 ? 'toasts' : undefined}
      sx={{ '& .notistack-SnackbarContainer': { bottom: `${String(bottom + 14)}px` } }}
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
    </Box>
  )
}

interface StackProps extends Pick<ToastsProps, 'onFollow'> {
  readonly onChange: (by: 1 | -1) => void
}

function Stack({ onFollow, onChange }: StackProps) {
  const { enqueueSnackbar } = useSnackbar()
  useEffect(
    () =>
      onNews((news) => {
        enqueueSnackbar(news.title, {
          key: newsKey(news),
          preventDuplicate: true,
          variant: 'news',
          news,
          onFollow,
          onEnter: () => {
            onChange(1)
          },
          onExited: () => {
            onChange(-1)
          },
        })
      }),
    [enqueueSnackbar, onFollow, onChange],
  )
  return null
}
