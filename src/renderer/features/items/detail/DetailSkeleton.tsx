import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What is there sooner is not announced: a skeleton that flashes is worse than none. */
const lateAfterMs = 150

/** Stands for a record that takes its time. */
export function DetailSkeleton() {
  const { t } = useTranslation('detail')
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsLate(true)
    }, lateAfterMs)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  if (!isLate) return null
  return (
    <Box role="status" aria-label={t('reading')} sx={{ p: 2 }}>
      {[88, 64, 76, 52, 70].map((width) => (
        <Skeleton key={width} width={`${String(width)}%`} height={28} />
      ))}
    </Box>
  )
}
