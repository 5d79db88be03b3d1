import { parseSorting } from '@usage/sdk';

console.log(parseSorting(location.hash, ['credits_used']));
