import { Button as BaseButton } from '@base-ui/react/button'

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  danger: 'bg-danger-fill text-on-accent hover:opacity-90',
  secondary: 'border border-edge bg-raised text-text hover:bg-hover',
  quiet: 'text-accent-text hover:bg-hover',
}

const SIZES = { sm: 'h-7 px-2 text-sm', md: 'h-9 px-3 text-sm', lg: 'h-11 px-4 text-base' }

export interface ButtonLook {
  look?: keyof typeof LOOKS
  size?: keyof typeof SIZES
}

/** The classes of a button, for elements of the component library that are buttons already. */
export function buttonClasses({ look = 'secondary', size = 'md' }: ButtonLook = {}): string {
  return `${LOOKS[look]} ${SIZES[size]} touch-target inline-flex shrink-0 cursor-pointer items-center justify-center gap-2 rounded-md font-medium transition-colors duration-100 data-disabled:cursor-default data-disabled:opacity-60`
}

/** A button. While it works it stays focusable, so that the keyboard does not lose its place. */
export function Button({
  look,
  size,
  className = '',
  ...props
}: ButtonLook & Omit<BaseButton.Props, 'className'> & { className?: string }) {
  return (
    <BaseButton
      focusableWhenDisabled
      {...props}
      className={`${buttonClasses({ ...(look && { look }), ...(size && { size }) })} ${className}`}
    />
  )
}
