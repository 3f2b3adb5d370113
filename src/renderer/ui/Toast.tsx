import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { type CustomContentProps, useSnackbar } from 'notistack'
import {
  type FocusEvent,
  type Ref,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useTranslation } from 'react-i18next'
import { say, sayAll } from '../copy/told.ts'
import type { News } from './notify.ts'
import type { Observable } from './observable.ts'
import { ToneIcon } from './ToneIcon.tsx'

/** Long enough to read it; the pointer or the keyboard on it stops the clock. */
const shownMs = { success: 6_000, info: 6_000, warning: 10_000, error: 12_000 } as const
/** What is left at least once the pointer has gone. */
const afterPauseMs = 2_000

export interface ToastProps extends CustomContentProps {
  readonly ref?: Ref<HTMLDivElement>
  readonly news: News
  /** How often it was told since it is there. */
  readonly told: Observable<number>
  readonly onFollow: (href: string) => void
}

/** One piece of news. It goes by itself, with its button, or with Escape while the keyboard is in it. */
export function Toast({ ref, id, news, told, onFollow }: ToastProps) {
  const { t } = useTranslation(['notices', 'ui', 'errors'])
  const { closeSnackbar } = useSnackbar()
  const [isPointed, setIsPointed] = useState(false)
  const [hasKeyboard, setHasKeyboard] = useState(false)
  const close = useCallback(() => {
    closeSnackbar(id)
  }, [closeSnackbar, id])
  const toldTimes = useSyncExternalStore(told.subscribe, told.get)
  useClock(shownMs[news.tone], toldTimes, isPointed || hasKeyboard, close)
  const { tone, href, reference } = news
  const title = say(news.title)
  const body = sayAll(news.body ?? [])
  return (
    <Paper
      ref={ref}
      role={news.isUrgent === true ? 'alert' : 'status'}
      onMouseEnter={() => {
        setIsPointed(true)
      }}
      onMouseLeave={() => {
        setIsPointed(false)
      }}
      onFocus={() => {
        setHasKeyboard(true)
      }}
      onBlur={(event: FocusEvent<HTMLElement>) => {
        setHasKeyboard(event.currentTarget.contains(event.relatedTarget))
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        leave(event.currentTarget)
        close()
      }}
      sx={look}
    >
      <ToneIcon tone={tone} />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography variant="body2" sx={{ fontWeight: body === '' ? 500 : 650 }}>
          <bdi>{title}</bdi>
        </Typography>
        {body !== '' && (
          <Typography variant="body2">
            <bdi>{body}</bdi>
          </Typography>
        )}
        {reference != null && (
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 0.5 }}>
            {t('errors:reference', { reference })}
          </Typography>
        )}
        {href !== undefined && (
          <Button
            variant="outlined"
            color="inherit"
            sx={{ mt: 1 }}
            onClick={() => {
              close()
              onFollow(href)
            }}
          >
            {t('open')}
          </Button>
        )}
      </Box>
      <IconButton
        aria-label={t('ui:close')}
        onClick={(event) => {
          leave(event.currentTarget)
          close()
        }}
        sx={{ my: -0.5 }}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
    </Paper>
  )
}

/** The keyboard must not be left on what goes away. */
function leave(toast: HTMLElement): void {
  if (toast.contains(document.activeElement)) document.querySelector<HTMLElement>('#main')?.focus()
}

/** Calls when the time is over that passes only while nothing pauses it, and begins anew each time that it is told. */
function useClock(ms: number, toldTimes: number, isPaused: boolean, onOver: () => void): void {
  const leftMs = useRef(ms)
  const heard = useRef(toldTimes)
  useEffect(() => {
    if (heard.current !== toldTimes) leftMs.current = ms
    heard.current = toldTimes
    if (isPaused) return
    const startedAtMs = Date.now()
    const timer = setTimeout(onOver, leftMs.current)
    return () => {
      clearTimeout(timer)
      leftMs.current = Math.max(afterPauseMs, leftMs.current - (Date.now() - startedAtMs))
    }
  }, [ms, toldTimes, isPaused, onOver])
}

const look = {
  display: 'flex',
  alignItems: 'flex-start',
  gap: 1.25,
  width: 'min(27rem, calc(100vw - 48px))',
  p: 1.5,
  border: 1,
  borderColor: 'outline',
  borderRadius: '8px',
  bgcolor: 'background.paper',
  color: 'text.primary',
  boxShadow: 6,
} as const
