import Box from '@mui/material/Box'
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'

interface WantedSetting {
  readonly id: string
  /** Changes with every way that leads here, the same one again included. */
  readonly arrival: string
}

/** The setting that somebody came for, by its address. */
export const WantedSettingContext = createContext<WantedSetting | null>(null)

interface SettingProps {
  /** As in the table of the sections. */
  readonly id: string
  readonly children: ReactNode
}

/** One setting of a section: whoever comes for it finds it in view, pointed out and with the keyboard. */
export function Setting({ id, children }: SettingProps) {
  const wanted = useContext(WantedSettingContext)
  const place = useRef<HTMLDivElement>(null)
  const arrival = wanted?.id === id ? wanted.arrival : null
  useEffect(() => {
    if (arrival === null || place.current === null) return
    place.current.scrollIntoView({ block: 'center' })
    place.current.focus({ preventScroll: true })
  }, [arrival])
  return (
    <Box
      ref={place}
      tabIndex={-1}
      data-setting={id}
      data-wanted={arrival === null ? undefined : ''}
      sx={(theme) => ({
        borderRadius: 1,
        '&[data-wanted]': {
          bgcolor: 'raised',
          boxShadow: `0 0 0 6px ${theme.vars.palette.raised}, 0 0 0 8px ${theme.vars.palette.primary.main}`,
        },
      })}
    >
      {children}
    </Box>
  )
}
