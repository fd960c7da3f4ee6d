-- Writes the platform's people, one JSON object a line, for `profile-sync import`:
--
--     psql "$DATABASE_URL" -X -q -f tools/operator/export.sql > users.jsonl
--
-- The tables and columns are those that Prisma makes of models named User, BuilderProfile
-- and ClientProfile. Leave out the columns that you don't have; rename what has another name.
--
-- CSV with two control characters, which JSON never holds, writes each object as it is. The
-- default format of COPY would double every backslash, and the file would not be JSON.
COPY (
  SELECT jsonb_build_object(
    'user', jsonb_build_object(
      'id', u."id",
      'clerkId', u."clerkId",
      'email', u."email",
      'emailVerifiedAt', u."emailVerifiedAt",
      'name', u."name",
      'imageUrl', u."imageUrl",
      'roles', to_jsonb(u."roles"),
      'verified', u."verified",
      'isFounder', u."isFounder",
      'stripeCustomerId', u."stripeCustomerId",
      'status', lower(u."status"::text),
      'lastSignInAt', u."lastSignInAt",
      'createdAt', u."createdAt",
      'updatedAt', u."updatedAt",
      'deletedAt', u."deletedAt"
    ),
    'builderProfile', CASE WHEN b."userId" IS NOT NULL THEN jsonb_build_object(
      'bio', b."bio",
      'headline', b."headline",
      'tagline', b."tagline",
      'displayName', b."displayName",
      'slug', b."slug",
      'hourlyRate', round(b."hourlyRate"::numeric, 2),
      'domains', to_jsonb(b."domains"),
      'badges', to_jsonb(b."badges"),
      'topSkills', to_jsonb(b."topSkills"),
      'rating', round(b."rating"::numeric, 2),
      'portfolioItems', b."portfolioItems",
      'socialLinks', b."socialLinks",
      'expertiseAreas', to_jsonb(b."expertiseAreas"),
      'validationTier', b."validationTier",
      'availableForHire', b."availableForHire",
      'availability', b."availability",
      'adhdFocus', b."adhdFocus",
      'featuredBuilder', b."featuredBuilder",
      'searchable', b."searchable",
      'completedProjects', b."completedProjects",
      'responseRate', round(b."responseRate"::numeric, 2),
      'createdAt', b."createdAt",
      'updatedAt', b."updatedAt"
    ) END,
    'clientProfile', CASE WHEN c."userId" IS NOT NULL THEN jsonb_build_object(
      'companyName', c."companyName",
      'industry', c."industry",
      'projectPreferences', c."projectPreferences",
      'createdAt', c."createdAt",
      'updatedAt', c."updatedAt"
    ) END
  )
  FROM "User" u
  LEFT JOIN "BuilderProfile" b ON b."userId" = u."id"
  LEFT JOIN "ClientProfile" c ON c."userId" = u."id"
  ORDER BY u."id"
) TO STDOUT WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02');
