import type { UsageBucket, UsageSummary } from '@usage/sdk';

/** The part of a bucket's amount that reports priced. */
export function reportAmount({ parts }: UsageSummary, bucket: UsageBucket): number {
  return bucket.parts.reduce((sum, amount, index) => (parts[index]?.kind === 'none' ? sum : sum + amount), 0);
}

/** Of all buckets. */
export function totalReportAmount({ parts }: UsageSummary): number {
  return parts.reduce((sum, { kind, amount }) => (kind === 'none' ? sum : sum + amount), 0);
}
