import type { Command } from 'commander'
import type { MockConfig } from '../config/mock-config.ts'

/**
 * The flags of a command with what a configuration says where no flag was given: flags win, and so does a variable
 * that stands for one.
 * @param flags by the names that commander gives them, which are those of the configuration's fields
 */
export function withConfig<Flags extends object>(
  flags: Flags,
  command: Command,
  config: MockConfig,
): Flags & MockConfig {
  const isGiven = (name: string) => ['cli', 'env'].includes(command.getOptionValueSource(name) ?? '')
  const given = Object.keys(flags).filter(isGiven)
  const open = Object.entries(config).filter(([name]) => !given.includes(name))
  return { ...flags, ...Object.fromEntries(open) }
}
