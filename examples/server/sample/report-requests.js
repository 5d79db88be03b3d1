// @ts-check

/** The reports that the assistant writes on request, and how people ask for them. */
export const reports = [
  {
    id: 2417,
    name: 'Category Performance Report',
    credit_cost: 48,
    requests: [
      'Generate the category performance report for {product}.',
      'Category performance report, {product}, {period}, please.',
    ],
  },
  {
    id: 2860,
    name: 'Shopper Segmentation Report',
    credit_cost: 85,
    requests: ['Build a shopper segmentation for {product} in {region}.', 'Refresh the segments for {product}.'],
  },
  {
    id: 3105,
    name: 'Price Elasticity Report',
    credit_cost: 72,
    requests: [
      'Run the price elasticity report for {product} in {channel}.',
      'How far can we go with the price of {product}? Full elasticity report, please.',
    ],
  },
  {
    id: 3342,
    name: 'Competitor Shelf Audit',
    credit_cost: 64,
    requests: ['Do a shelf audit of {product} in {channel}, {region}.', 'New shelf audit for {product}, please.'],
  },
  {
    id: 3518,
    name: 'Promotion Effectiveness Report',
    credit_cost: 56,
    requests: [
      'Evaluate the promotion of {product} in {channel} and write it up as a report.',
      'Promotion report for {product}, {period}.',
    ],
  },
  {
    id: 3771,
    name: 'Weekly Sales Digest',
    credit_cost: 12,
    requests: [
      'Weekly digest, please.',
      'Good morning! The sales digest for last week, with {product} on top.',
      'Create the weekly sales digest for {region}.',
    ],
  },
  {
    id: 4026,
    name: 'Concept Test Summary',
    credit_cost: 37.5,
    requests: [
      'Summarise the concept test of the new {product} as a report.',
      'Concept test summary for {product}: all four variants, top-two boxes and open answers.',
    ],
  },
  {
    id: 4290,
    name: 'Brand Health Tracker',
    credit_cost: 96,
    requests: ['Update the brand health tracker with {period}.', 'Brand tracker for {region}, please.'],
  },
  {
    id: 4655,
    name: 'Quarterly Review Pack',
    credit_cost: 120,
    requests: [
      'Put together the quarterly review pack for the board: sales, share, brand, outlook.',
      'Quarterly review pack again, with the corrected numbers for {region}.',
    ],
  },
  // Withdrawn: the upstream answers 404, and the messages that ask for it are priced by their text.
  { id: 4903, requests: ['Regional demand forecast for {product}, {region}, next eight weeks.'] },
  {
    id: 5138,
    name: 'Ingredient Cost Outlook',
    credit_cost: 28,
    requests: [
      'What will oats and cocoa cost us until spring? Please write the cost outlook.',
      'Cost outlook for {product}.',
    ],
  },
];
