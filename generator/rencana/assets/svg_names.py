"""What an SVG picture may hold: the elements and attributes that draw, and the functions of their styles.

All else is taken out, so that what browsers learn in years to come is taken out too.
"""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
HTML = "http://www.w3.org/1999/xhtml"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ANIMATIONS = _words("animate animateMotion animateTransform set")
PICTURES = _words("image feImage")
"""Elements that show a picture: their address may hold the picture itself."""

ELEMENTS = (
    ANIMATIONS
    | PICTURES
    | _words("""
a circle clipPath defs desc ellipse filter g line linearGradient marker mask metadata mpath path pattern polygon
polyline radialGradient rect stop style svg switch symbol text textPath title tspan use view
feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
""")
)

DRAWN = _words("""
alignment-baseline amplitude azimuth baseFrequency baseline-shift bias clip clip-path clip-rule clipPathUnits color
color-interpolation color-interpolation-filters color-profile color-rendering cursor cx cy d diffuseConstant direction
display divisor dominant-baseline dx dy edgeMode elevation enable-background exponent fill fill-opacity fill-rule filter
filterUnits flood-color flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust
font-stretch font-style font-variant font-variant-caps font-variant-ligatures font-variant-numeric
font-variation-settings font-weight fr fx fy glyph-orientation-horizontal glyph-orientation-vertical gradientTransform
gradientUnits height image-rendering in in2 inline-size intercept isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength
kerning lengthAdjust letter-spacing lighting-color limitingConeAngle line-height marker marker-end marker-mid
marker-start markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits method mix-blend-mode mode
numOctaves offset opacity operator order orient overflow paint-order patternContentUnits patternTransform patternUnits
pathLength pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius
refX refY result rotate rx ry scale seed shape-padding shape-rendering side slope solid-color solid-opacity spacing
specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity stroke
stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
surfaceScale tableValues targetX targetY text-align text-anchor text-decoration text-indent text-orientation
text-overflow text-rendering text-transform textLength transform transform-box transform-origin unicode-bidi
vector-effect viewBox visibility white-space width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2
yChannelSelector z
""")
"""Attributes that say how something is drawn; an animation may change these and no others."""

ATTRIBUTES = DRAWN | _words("""
accumulate additive attributeName attributeType baseProfile begin by calcMode class contentScriptType contentStyleType
dur end focusable from id keyPoints keySplines keyTimes lang max media min origin path repeatCount repeatDur
requiredExtensions requiredFeatures restart role style systemLanguage tabindex title to type values version viewTarget
zoomAndPan
""")

GONE = "removed"
"""What stands in a style in the place of something unsafe: no browser knows such a function, or such a rule."""

AT_RULES = {GONE} | _words("charset container keyframes layer media supports -webkit-keyframes -moz-keyframes")
FUNCTIONS = {GONE} | _words("""
rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc min max clamp var url translate translatex translatey
translatez translate3d rotate rotatex rotatey rotatez rotate3d scale scalex scaley scale3d skew skewx skewy matrix
matrix3d perspective cubic-bezier steps linear blur brightness contrast drop-shadow grayscale hue-rotate invert opacity
saturate sepia circle ellipse inset polygon path not is where has lang nth-child nth-last-child nth-of-type
nth-last-of-type linear-gradient radial-gradient conic-gradient and or only
""")
