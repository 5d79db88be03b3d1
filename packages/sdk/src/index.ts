export { UsageError, HttpStatusError, ContractError, isUsageError } from './errors.ts';
export type { UsageErrorCode } from './errors.ts';
export type { Message, Report, UsageItem } from './contract.ts';
export { formatHundredths } from './hundredths.ts';
