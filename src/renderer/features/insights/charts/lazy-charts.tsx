import { lazy } from 'react'

// The library of the charts is larger than all else of this screen: figures and tables stand before it is read.
export const BarRows = lazy(async () => ({ default: (await import('./BarRows.tsx')).BarRows }))
export const LinePoints = lazy(async () => ({ default: (await import('./LinePoints.tsx')).LinePoints }))
export const StackedBars = lazy(async () => ({ default: (await import('./StackedBars.tsx')).StackedBars }))
