import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Link from '@mui/material/Link'
import { createLink } from '@tanstack/react-router'

/** The theme's links and buttons as ways to places of the app. */
export const RouterLink = createLink(Link)
export const RouterButton = createLink(Button)
export const RouterButtonBase = createLink(ButtonBase)
