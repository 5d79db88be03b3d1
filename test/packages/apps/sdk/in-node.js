import { UsageLedger, formatAmount } from '@usage/sdk';

const ledger = UsageLedger.from([{ message_id: 1, timestamp: '2024-04-29T02:08:29Z', credits_used: 4.4 }]);
console.log(formatAmount(ledger.totalAmount, ledger.scale));
